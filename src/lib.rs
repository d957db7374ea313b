//! whosaid: who said what, about whom, and exactly where it is written.

pub mod analysis;
pub mod model;
