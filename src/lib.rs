//! whosaid: who said what, about whom, and exactly where it is written.
//!
//! Two verbs are the whole program. [`ingest`] takes files to a store: [`corpus`] makes an [`Article`] of a file's bytes,
//! [`analysis`] finds sentences, passages, names and claims in its text, [`index`] keeps them. [`ask`] takes a question to an
//! [`Answer`]: [`query`] reads the typed words into a [`Query`], [`index`] finds and ranks what answers it, and provenance is
//! cut out of the stored article. [`render`] shows answers, and [`cli`] is the face that a person types at.
//!
//! What an article says, and where each word of it stands in the file:
//!
//! ```
//! use whosaid::analysis::{Depth, analyse};
//! use whosaid::corpus::{Rules, read};
//!
//! let page = b"Harbour closed again\n\n\"The pier is safe,\" said Ada Brandt of the port authority on Monday.\n";
//! read(page, "gazette/pier.txt", &Rules::default(), &mut |found| {
//!     let article = found.expect("it is a text");
//!     let findings = analyse(&article, Depth::Claims);
//!     let claim = &findings.claims[0];
//!     assert_eq!(claim.speaker.name.as_deref(), Some("Ada Brandt"));
//!     let words = claim.content[0];
//!     let piece = article.map.pieces(words)[0];
//!     assert_eq!(&page[piece.start..piece.end], words.of(&article.text).as_bytes());
//! });
//! ```

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

pub use error::{Error, Result};
pub use model::answer::{Answer, Hit, Provenance, Statement};
pub use model::article::{Article, Block};
pub use model::document::{Claim, Document, Entity};
pub use model::query::Query;
