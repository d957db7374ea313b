//! What are the things that whosaid speaks of? Plain values: no I/O, no engine, no clock.

pub mod alignment;
pub mod alike;
pub mod answer;
pub mod article;
pub mod bytemap;
pub mod compound;
pub mod corrections;
pub mod digest;
pub mod document;
pub mod figure;
pub mod filename;
pub mod gist;
pub mod id;
pub mod likeness;
pub mod mixed;
pub mod normal;
pub mod opposites;
pub mod particulars;
pub mod query;
pub mod span;
pub mod stop_words;
pub mod time;
pub mod view;
pub mod why;
pub mod wording;
