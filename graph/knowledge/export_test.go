package knowledge

// Fresh returns tables that have read nothing yet.
func Fresh() *Tables { return newTables() }
