//! whosaid: who said what, about whom, and exactly where it is written.

pub mod model;
pub mod query;
