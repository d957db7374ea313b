//! Which persons, organizations, places and other things are named, and which names are one?
