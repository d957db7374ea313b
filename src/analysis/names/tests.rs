//! Behaviours of names, as sentences.
