//! Of which compressed members does an archive consist, and where does the next one begin behind a damaged one?

use crate::corpus::limits::{Caps, RESYNCS};
use crate::corpus::packed::{self, Dictionary};
use std::borrow::Cow;

/// A compressed member of an archive, or the whole of a plain one.
pub(super) struct Member<'a> {
    pub(super) offset: usize,
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) packed: bool,
    /// How many bytes before it belong to no member.
    pub(super) gap: usize,
    /// Why these are not all of its bytes.
    pub(super) cut: Option<&'static str>,
}

/// Members beside those of records: a dictionary, and one more than may be, to be told by the records.
const BESIDE: usize = 2;

pub(super) struct Members<'a> {
    bytes: &'a [u8],
    at: usize,
    resyncs: usize,
    dictionary: Dictionary,
    caps: &'a Caps,
    /// How many more are read, be they empty.
    left: usize,
    /// Where the search for another member was given up.
    lost: Option<usize>,
}

impl<'a> Members<'a> {
    pub(super) fn new(bytes: &'a [u8], caps: &'a Caps) -> Self {
        let dictionary = Dictionary::of(bytes, caps);
        Members { bytes, at: 0, resyncs: 0, dictionary, caps, left: caps.records.saturating_add(BESIDE), lost: None }
    }

    /// Gives where the bytes begin that were given up, and how many they are.
    pub(super) fn left(&self) -> Option<(usize, usize)> {
        self.lost.map(|at| (at, self.bytes.len() - at))
    }

    /// Finds the next place at which a compressed member may begin, or gives up at `from`.
    fn resync(&mut self, from: usize) {
        self.resyncs += 1;
        let rest = self.bytes.get(from..).filter(|_| self.resyncs <= RESYNCS).unwrap_or_default();
        let begins = |four: &[u8]| four.starts_with(b"\x1f\x8b\x08") || four == b"\x28\xB5\x2F\xFD";
        match rest.windows(4).position(begins) {
            Some(at) => self.at = from + at,
            None => {
                self.at = self.bytes.len();
                let is_noise = rest.iter().any(|b| *b != 0 && !b.is_ascii_whitespace());
                self.lost = (is_noise || self.resyncs > RESYNCS).then_some(from.min(self.bytes.len()));
            }
        }
    }
}

impl<'a> Iterator for Members<'a> {
    type Item = Member<'a>;

    fn next(&mut self) -> Option<Member<'a>> {
        if self.at == 0 && !packed::is_packed(self.bytes) && !self.bytes.is_empty() {
            self.at = self.bytes.len();
            return Some(Member { offset: 0, bytes: Cow::Borrowed(self.bytes), packed: false, gap: 0, cut: None });
        }
        let mut gap = 0;
        while self.at < self.bytes.len() {
            let offset = self.at;
            if self.left == 0 {
                (self.at, self.lost) = (self.bytes.len(), Some(offset));
                break;
            }
            self.left -= 1;
            let Some(member) = packed::member(&self.bytes[offset..], &self.dictionary, self.caps.member_bytes, self.caps)
            else {
                self.resync(offset + 1);
                gap += self.at - offset;
                continue;
            };
            if member.has_ended {
                self.at = offset + member.used;
            } else {
                // A damaged member does not say where it ends.
                self.resync(offset + 2);
            }
            if !member.bytes.is_empty() {
                return Some(Member { offset, bytes: Cow::Owned(member.bytes), packed: true, gap, cut: member.cut });
            }
        }
        None
    }
}
