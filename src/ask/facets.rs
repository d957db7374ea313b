//! What do all hits hold, most of them first?

use super::aliases::Aliases;
use crate::engine::{Request, Row};
use crate::error::Result;
use crate::model::alike::Alike;
use crate::model::answer::FacetValue;
use std::collections::BTreeMap;

/// Counts by facet what the rows hold (`None`: all that a request finds): the `most` frequent values (0: all).
pub(super) fn count(
    aliases: &Aliases<'_>,
    request: &Request<'_>,
    rows: Option<&[Row]>,
    most: usize,
) -> Result<BTreeMap<String, Vec<FacetValue>>> {
    let alike = Alike::new(&aliases.pairs(None)?);
    let counts = aliases.engine.facets(request, rows, most, &alike)?;
    Ok(counts.into_iter().map(|(facet, values)| (facet.name().to_owned(), values)).collect())
}
