// The ground of a map: outlines of countries and the way from degrees to pixels.
// Longitude and latitude are drawn as they are, narrowed by the cosine of the middle
// latitude, so that a region keeps its shape when it is looked at closely.
import { ask } from "./dom.js";

const world = { lat: 12, lon: 8, k: 1 };
const deepest = 40; // times the whole world: the outlines show no more
const rad = Math.PI / 180;
const tall = 150; // degrees of latitude that the whole world shows: few live beyond
const wide = 360;

let paths;

// outlines returns all countries as one path, in degrees, north up.
export function outlines() {
  paths ||= ask("/files/vendor/countries-110m.json").then((topo) => {
    const arcs = topo.arcs.map((arc) => unpack(arc, topo.transform));
    return topo.objects.countries.geometries
      .flatMap((g) => (g.type === "Polygon" ? g.arcs : g.arcs.flat()))
      .map((ring) => closed(ring.flatMap((i) => (i < 0 ? [...arcs[~i]].reverse() : arcs[i])))).join("");
  });
  return paths;
}

// unpack turns the differences of an arc into degrees.
function unpack(arc, { scale, translate }) {
  let x = 0, y = 0;
  return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
}

// closed writes a ring. One that passes the 180th meridian goes on beyond it, drawn a
// second time from the other side; one that has come around the world holds a pole.
function closed(points) {
  let turn = 0;
  const ring = points.map(([lon, lat], i) => {
    if (i && Math.abs(lon - points[i - 1][0]) > 180) turn += lon < points[i - 1][0] ? 360 : -360;
    return [lon + turn, lat];
  });
  if (turn) {
    const pole = points[0][1] < 0 ? -90 : 90;
    ring.push([ring.at(-1)[0], pole], [ring[0][0], pole]);
  }
  const draw = (by) => "M" + ring.map(([lon, lat]) => (lon + by).toFixed(2) + " " + (-lat).toFixed(2)).join("L") + "Z";
  const most = Math.max(...ring.map((p) => p[0])), least = Math.min(...ring.map((p) => p[0]));
  return draw(0) + (most > 180.01 ? draw(-360) : "") + (least < -180.01 ? draw(360) : "");
}

// graticule is a path of the lines each step degrees.
export function graticule(step) {
  let out = "";
  for (let lon = -180; lon <= 180; lon += step) out += "M" + lon + " -90V90";
  for (let lat = -90 + step; lat < 90; lat += step) out += "M-180 " + lat + "H180";
  return out;
}

// frame is what a picture of w times h pixels shows at a view {lat, lon, k}, k times as
// large as the whole world.
export function frame(view, w, h) {
  const narrow = Math.cos((view.k < 2 ? 38 : Math.min(Math.abs(view.lat), 70)) * rad);
  const scale = view.k * Math.min(w / (wide * Math.cos(38 * rad)), h / tall);
  const sx = scale * narrow;
  return {
    x: (lon) => w / 2 + (lon - view.lon) * sx,
    y: (lat) => h / 2 - (lat - view.lat) * scale,
    transform: "translate(" + (w / 2 - view.lon * sx) + " " + (h / 2 + view.lat * scale) + ") scale(" + sx + " " + scale + ")",
    moved: (dx, dy) => bound({ ...view, lon: view.lon - dx / sx, lat: view.lat + dy / scale }),
  };
}

// bound keeps a view on the map.
export function bound({ lat, lon, k }) {
  const clamp = (v, min, max) => Math.min(Math.max(v, min), max);
  const round = (v) => Math.round(v * 100) / 100;
  k = clamp(k, 1, deepest);
  return k < 1.05 ? world : { lat: round(clamp(lat, -80, 80)), lon: round(clamp(lon, -180, 180)), k: round(k) };
}

// around is the view of all points in a picture of w times h pixels.
export function around(points, w, h) {
  if (!points.length) return world;
  const [south, north, west, east] = [Math.min(...points.map((p) => p.lat)), Math.max(...points.map((p) => p.lat)), Math.min(...points.map((p) => p.lon)), Math.max(...points.map((p) => p.lon))];
  const lat = (south + north) / 2, narrow = Math.cos(Math.min(Math.abs(lat), 70) * rad);
  const whole = Math.min(w / (wide * Math.cos(38 * rad)), h / tall);
  const k = Math.min((.75 * w) / (Math.max(east - west, 14) * narrow), (.75 * h) / Math.max(north - south, 14)) / whole;
  return k < 1.3 ? world : bound({ lat, lon: (west + east) / 2, k });
}

export { world };
