//! What do all hits hold, most of them first?

use super::aliases::Aliases;
use crate::engine::{Facet, Request, Row};
use crate::error::Result;
use crate::model::alike::Alike;
use crate::model::answer::FacetValue;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Counts the rows by facet: the `most` frequent values (0: all), those of equal counts in the order of their letters; months
/// all of them, in the order of time.
pub(super) fn count(
    aliases: &Aliases<'_>,
    request: &Request<'_>,
    rows: &[Row],
    most: usize,
) -> Result<BTreeMap<String, Vec<FacetValue>>> {
    let alike = Alike::new(&aliases.pairs(None)?);
    let mut facets = BTreeMap::new();
    for (facet, mut values) in aliases.engine.facets(request, rows, &alike)? {
        match facet {
            Facet::Month => values.sort_by(|left, right| left.value.cmp(&right.value)),
            _ => {
                let order = |left: &FacetValue, right: &FacetValue| {
                    (Reverse(left.count), &left.value).cmp(&(Reverse(right.count), &right.value))
                };
                if most > 0 && most < values.len() {
                    values.select_nth_unstable_by(most - 1, order);
                    values.truncate(most);
                }
                values.sort_by(order);
            }
        }
        facets.insert(facet.name().to_owned(), values);
    }
    Ok(facets)
}
