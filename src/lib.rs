//! whosaid: who said what, about whom, and exactly where it is written.

pub mod analysis;
pub mod ask;
pub mod cli;
pub mod corpus;
pub mod engine;
pub mod error;
pub mod index;
pub mod ingest;
pub mod model;
pub mod query;
pub mod render;
