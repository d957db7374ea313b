//! How are articles kept and found on one machine? The embedded store: tantivy lives here alone.

mod bands;
mod beginnings;
mod brake;
mod cards;
mod corrected;
mod docset;
mod durable;
mod facets;
mod filed;
mod folder;
mod gathered;
mod kept;
mod matching;
mod met;
mod occurrences;
mod owners;
mod packing;
mod phrases;
mod positions;
mod ranking;
mod reading;
mod rows;
mod schema;
mod seal;
mod searching;
mod segments;
mod spelling;
mod walks;
mod words;
mod writing;

pub use reading::Index;
pub use rows::MOST_FORMS;
pub use seal::verify_store;
pub use writing::{Means, Writer};

use crate::model::answer::Versions;

/// The versions of what this program writes. Another format cannot be read; another analysis finds other things.
pub const VERSIONS: Versions = Versions { format: 12, analysis: crate::analysis::VERSION };
