//! Is something called something ("called the plan a disgrace"), and has a pronoun a verb of its own ("found it was old")?

use super::draft;
use super::frames::Reader;
use super::phrases;
use super::tokens::Class;

impl Reader<'_, '_> {
    /// Tells whether something is called something: a quotation, "as", "a", or a word for untrue.
    pub(super) fn has_verdict(&self, at: usize, called: bool) -> bool {
        let end = self.clause_end(at).min(at + 25);
        let direct = self.is_any(at, &["a", "an"]);
        // "called a meeting on “the deal”", "called a vote “unfair”".
        if called && direct && !self.is_quoted(at) {
            let noun = phrases::after(&self.paragraph.tokens, at, self.unit.end);
            return noun.is_some_and(|noun| {
                (noun.clone()).any(|word| self.is_quoted(word))
                    || self.is_quoted(noun.end)
                    || self.is_any(noun.end, &["a", "an"])
            });
        }
        if self.class(at) == Some(Class::Determiner) && !direct && end > at + 2 && !called {
            return true;
        }
        // "called the vendors the key to it", not "called the police" or "called her lawyer".
        let second = |word: usize| {
            self.is_any(word, &["a", "an", "the", "his", "their"])
                && !matches!(
                    self.class(word - 1),
                    Some(Class::Preposition | Class::Mark | Class::Coordinator | Class::Auxiliary)
                )
        };
        if called && !direct && (at + 1..end).any(second) {
            return true;
        }
        let pronoun = self.is_any(at, &["it", "him", "them", "me", "us", "this"]) || self.is(at, "her") && !called;
        if pronoun && matches!(self.class(at + 1), Some(Class::Noun | Class::Determiner)) {
            return true;
        }
        (at..end).any(|word| {
            let verdict = self.is_quoted(word) || word > at && !direct && self.is_any(word, &["as", "a", "an"]);
            verdict
                || self.is_any(word, draft::UNTRUE)
                || self.is_any(word, &["unfair", "wrong", "unacceptable", "racist", "illegal"])
        })
    }

    /// Tells whether a pronoun has a verb of its own: "it was old", not "it on the beach" or "it hard to sleep".
    pub(super) fn is_pronoun_clause(&self, at: usize) -> bool {
        let verbless = matches!(
            self.class(at + 1),
            None | Some(
                Class::Mark | Class::Preposition | Class::Coordinator | Class::Time | Class::Subordinator | Class::Determiner
            )
        );
        if verbless || self.is_any(at, &["him", "them", "me", "us"]) {
            return false;
        }
        let next = &self.paragraph.tokens[at + 1];
        let past = next.is_past();
        let verb = past || next.form.ends_with('s') || next.class != Class::Noun;
        !self.is(at, "it") || verb || !self.is_any(at + 2, &["to", "that", "for", "in", "on", ".", ","])
    }
}
