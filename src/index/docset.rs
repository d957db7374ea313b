//! Which documents of one segment are meant? A set of them, as bits.

/// A set of a segment's documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocBits {
    words: Vec<u64>,
}

impl DocBits {
    /// Makes the empty set for a segment of `size` documents.
    pub(super) fn empty(size: u32) -> Self {
        DocBits { words: vec![0; (size as usize).div_ceil(64)] }
    }

    /// Puts a document in.
    pub(super) fn insert(&mut self, doc: u32) {
        self.words[doc as usize / 64] |= 1 << (doc % 64);
    }

    /// Takes a document out.
    pub(super) fn remove(&mut self, doc: u32) {
        self.words[doc as usize / 64] &= !(1 << (doc % 64));
    }

    /// Tells whether a document is in.
    pub(super) fn contains(&self, doc: u32) -> bool {
        self.words[doc as usize / 64] >> (doc % 64) & 1 == 1
    }

    /// Counts the documents.
    pub(super) fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Gives the first document from one on; `None` where none is left.
    pub(super) fn first_from(&self, doc: u32) -> Option<u32> {
        let at = doc as usize / 64;
        let first = self.words.get(at)? & (u64::MAX << (doc % 64));
        let words = std::iter::once(first).chain(self.words[at + 1..].iter().copied());
        (at as u32..).zip(words).find(|(_, word)| *word != 0).map(|(at, word)| at * 64 + word.trailing_zeros())
    }

    /// Gives the documents from one on up to another, in ascending order.
    pub(super) fn between(&self, first: u32, last: u32) -> impl Iterator<Item = u32> + '_ {
        let next = move |from: u32| self.first_from(from).filter(|doc| *doc <= last);
        std::iter::successors(next(first), move |doc| next(*doc + 1))
    }

    /// Keeps what is in both.
    pub(super) fn and(&mut self, other: &DocBits) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine &= theirs);
    }

    /// Keeps what is in either.
    pub(super) fn or(&mut self, other: &DocBits) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Keeps what is not in `other`.
    pub(super) fn without(&mut self, other: &DocBits) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine &= !theirs);
    }

    /// Gives the documents in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().zip(0u32..).flat_map(|(word, at)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    at * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(docs: &[u32]) -> DocBits {
        let mut bits = DocBits::empty(130);
        docs.iter().for_each(|doc| bits.insert(*doc));
        bits
    }

    #[test]
    fn sets_are_joined_cut_and_walked_in_order() {
        let mut both = set(&[0, 63, 64, 129]);
        both.and(&set(&[63, 129, 5]));
        assert_eq!(both, set(&[63, 129]));
        both.or(&set(&[7]));
        both.without(&set(&[129]));
        assert_eq!(both.iter().collect::<Vec<_>>(), [7, 63]);
        assert_eq!((both.contains(7), both.contains(8)), (true, false));
    }
}
