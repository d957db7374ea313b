//! whosaid: who said what, about whom, and exactly where it is written.

pub mod corpus;
pub mod model;
