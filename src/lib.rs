//! whosaid: who said what, about whom, and exactly where it is written.

pub mod analysis;
pub mod engine;
pub mod error;
pub mod index;
pub mod model;
pub mod query;
