//! What does an article's text hold: sentences, passages, names, claims? Cannot fail, whatever the text.

pub mod claims;
pub mod names;
pub mod passages;
pub mod quotes;
pub mod sentences;
