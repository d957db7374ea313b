//! How many claims of one article are told, so that a text of nothing but claims about claims fills no memory?

use crate::model::document::Claim;

/// Claims of one article: news of 16 MiB, the longest that is read, has 80,000, and a claim takes 1.3 KB of memory on its way into
/// the index (measured).
pub const CLAIMS: usize = 100_000;

/// Bytes of what one article's claims claim, all together, of which each takes some eight of memory (measured): four times the
/// longest text in which they are looked for. News claims less than it writes, as a claim in a claim is seldom met; in a text of
/// nothing else all that follows is claimed by each, 1.7 KB.
pub const CLAIM_BYTES: usize = 16 << 20;

/// Bytes of a text for which its claims may have four times as many, so that several articles at once take no more than a long one;
/// a short one may have as much as one of these.
const SHORT: usize = 256 << 10;

/// How much may be told of an article yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance {
    pub(super) claims: usize,
    pub(super) bytes: usize,
}

impl Allowance {
    /// Gives what is allowed of a text.
    pub(super) fn of(text: &str) -> Allowance {
        Allowance { claims: CLAIMS, bytes: (4 * text.len().max(SHORT)).min(CLAIM_BYTES) }
    }
}

/// The claims that are told of an article.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) claims: Vec<Claim>,
    allowance: Allowance,
    /// How many of the claims are counted.
    counted: usize,
    is_cut: bool,
}

impl Told {
    pub(super) fn within(allowance: Allowance) -> Told {
        Told { claims: Vec::new(), allowance, counted: 0, is_cut: false }
    }

    /// Tells, where there may be more to tell, whether so much was told that nothing of it will be.
    pub(super) fn is_over(&mut self) -> bool {
        for claim in &self.claims[self.counted..] {
            let bytes = claim.content.iter().map(|span| span.len()).sum();
            self.allowance.claims = self.allowance.claims.saturating_sub(1);
            self.allowance.bytes = self.allowance.bytes.saturating_sub(bytes);
        }
        self.counted = self.claims.len();
        let is_over = self.allowance.claims == 0 || self.allowance.bytes == 0;
        self.is_cut |= is_over;
        is_over
    }

    /// Tells whether so many drafts of claims are as many as may be told; then what follows is not looked at.
    pub(super) fn is_over_with(&mut self, drafts: usize) -> bool {
        let is_over = drafts >= self.allowance.claims;
        self.is_cut |= is_over;
        is_over
    }

    /// Tells whether what follows is not looked at.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Gives how far into the text claims were looked for; `None` where that is all of it.
    pub(super) fn until(&self) -> Option<usize> {
        let stands = |claim: &Claim| claim.cue.as_ref().map_or(0, |cue| cue.span.end).max(claim.content[0].start);
        self.is_cut.then(|| self.claims.iter().map(stands).max().unwrap_or_default())
    }
}

/// Says that claims were looked for in a part of a text alone.
pub fn notice(text: &str, until: usize) -> String {
    format!(
        "claims were looked for in its first {} % alone: of one article 100,000 claims are told, or {} MiB of what is claimed, or \
         four times its own bytes",
        until * 100 / text.len().max(1),
        CLAIM_BYTES >> 20
    )
}

#[cfg(test)]
mod tests {
    use super::super::find_within;
    use super::*;
    use crate::analysis::{names, sentences};
    use crate::model::article::{Block, Role};
    use crate::model::span::Span;

    /// Tells which numbers are claimed, and how far was looked.
    fn told(text: &str, allowance: Allowance) -> (Vec<String>, Option<usize>) {
        let blocks: Vec<Block> = text
            .split_inclusive('\n')
            .scan(0, |at, line| {
                let start = *at;
                *at += line.len();
                Some(Block { span: Span::new(start, start + line.trim_end().len()), role: Role::Body, why: Default::default() })
            })
            .collect();
        let sentences = sentences::find(text, &blocks);
        let (entities, _) = names::find(text, &blocks, &sentences, None);
        let (claims, until) = find_within(None, allowance, text, &blocks, &sentences, &entities, None);
        (claims.iter().map(|claim| claim.content[0].of(text).to_owned()).collect(), until)
    }

    #[test]
    fn claims_behind_those_that_are_told_of_an_article_are_not_looked_for() {
        for between in [" ", "\n"] {
            let text: Vec<String> = (10..30).map(|at| format!("Orla Weiss said that bridge {at} was closed.")).collect();
            let text = text.join(between);
            let (all, until) = told(&text, Allowance::of(&text));
            assert_eq!((all.len(), until), (20, None));
            assert_eq!(told(&text, Allowance { claims: 20, ..Allowance::of(&text) }), (all.clone(), None));
            assert_eq!(
                told(&text, Allowance { claims: 1, bytes: 1 << 20 }),
                (all[..1].to_vec(), Some("Orla Weiss said that ".len()))
            );
            // As many bytes as three claims have and a part of the fourth.
            let some = told(&text, Allowance { bytes: 3 * all[0].len() + 1, ..Allowance::of(&text) });
            assert_eq!(some.0, all[..4]);
        }
    }

    #[test]
    fn a_claim_in_a_claim_counts_as_often_as_it_is_told() {
        let text = "Orla Weiss said ".to_owned() + &"Karl Holt said Lena Berg claimed ".repeat(40) + "the bridge was closed.";
        let (all, until) = told(&text, Allowance::of(&text));
        assert!(all.len() > 60 && until.is_none(), "{}", all.len());
        let (some, until) = told(&text, Allowance { bytes: 3 * text.len(), ..Allowance::of(&text) });
        assert!((1..9).contains(&some.len()) && until.is_some(), "{}", some.len());
    }

    #[test]
    fn as_much_is_told_as_goes_with_the_length_of_a_text() {
        let of = |bytes: usize| Allowance::of(&" ".repeat(bytes)).bytes;
        assert_eq!((of(0), of(1 << 20), of(5 << 20)), (1 << 20, 4 << 20, CLAIM_BYTES));
    }

    #[test]
    fn the_notice_says_how_many_claims_are_told() {
        let shown = format!("{},{:03} claims are told, or 16 MiB", CLAIMS / 1000, CLAIMS % 1000);
        let notice = notice("0123456789", 3);
        assert!(notice.contains("first 30 %") && notice.contains(&shown), "{notice}");
    }
}
