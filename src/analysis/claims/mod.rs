//! stand-in
use crate::model::article::Block;
use crate::model::document::{Claim, Entity};
use crate::model::span::Span;
pub fn find(_t: &str, _b: &[Block], _s: &[Span], _e: &[Entity]) -> Vec<Claim> {
    Vec::new()
}
