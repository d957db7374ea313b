//! Does a verb that reports tell here of an act, and of no words: "conceded a penalty", "recalled 200,000 cars"?

use super::cues::Form;
use super::draft;
use super::frames::Reader;
use super::groups::{Group, Voice};
use super::phrases;
use super::tokens::{Class, List, Token};

impl Reader<'_, '_> {
    /// Tells whether nothing is said by what the verb takes at `at`: "conceded a penalty", "talks about her garden", "knowing the
    /// risks".
    pub(super) fn is_wordless(&self, group: &Group, at: usize) -> bool {
        const ADMITTED: &[&str] = &[
            "defeat",
            "mistake",
            "mistakes",
            "error",
            "errors",
            "failure",
            "failures",
            "failings",
            "guilt",
            "wrongdoing",
            "loss",
        ];
        /// What is accepted in words.
        const GRANTED: &[&str] = &[
            "that",
            "responsibility",
            "blame",
            "criticism",
            "fact",
            "argument",
            "need",
            "point",
            "is",
            "was",
            "were",
            "are",
            "had",
            "has",
            "would",
            "will",
            "may",
            "might",
            "could",
            "should",
        ];
        /// What is defended on the field.
        const HELD: &[&str] = &["title", "titles", "crown", "medal", "trophy", "championship", "cup", "lead", "belt", "goal"];
        /// What is declared by an act, and no statement.
        const DECLARED: &[&str] = &["bankruptcy", "dividend", "dividends", "distribution", "split", "payout", "war", "truce"];
        const BLAMED: &[&str] =
            &["criticism", "criticisms", "concern", "concerns", "worries", "fears", "questions", "calls", "warnings", "talk"];
        /// What asks for something without a voice.
        const THINGS: &[&str] = &[
            "work",
            "job",
            "task",
            "case",
            "situation",
            "game",
            "match",
            "role",
            "law",
            "crisis",
            "process",
            "course",
            "issue",
            "project",
            "life",
            "times",
            "moment",
            "design",
            "market",
        ];
        let lemma = group.verb.lemma;
        let tokens = &self.paragraph.tokens;
        let object = || &tokens[at..self.unit.end.min(at + 12)];
        if self.is(at, "that") || self.is_quoted(at) {
            // "links, called “trackers”", "the number considered “critical” is".
            let apposed = group.tokens.start >= self.unit.start + 2
                && self.is(group.tokens.start - 1, ",")
                && !tokens[group.tokens.start - 2].capital
                && tokens[group.tokens.start - 2].form.ends_with('s');
            let quoted = self.is_quoted(at) && group.form == Form::Past && group.tokens.start == group.head;
            let close = (at..self.unit.end).take(8).find(|&at| !self.is_quoted(at));
            let adjective = close.is_some_and(|close| self.class(close) == Some(Class::Auxiliary));
            return lemma == "dub" && self.is_named_so(group, at)
                || lemma == "call" && quoted && apposed
                || matches!(lemma, "consider" | "call") && quoted && adjective;
        }
        match lemma {
            "concede" => {
                let noun = phrases::after(tokens, at, self.unit.end);
                let admits = noun.is_some_and(|noun| tokens[noun].iter().any(|token| token.is_any(ADMITTED)));
                let is_clause = object().iter().any(|token| matches!(token.class, Class::Auxiliary | Class::Verb));
                !admits && !is_clause
            }
            // "quoting officials, said": whoever says so says more.
            "quote" => {
                let sources = phrases::after(tokens, at, self.unit.end)
                    .is_some_and(|noun| tokens[noun.end - 1].is_any(&["sources", "officials", "source", "official"]));
                (sources || group.voice == Voice::Participle)
                    && !(at..self.unit.end.min(at + 10)).any(|word| self.is_quoted(word))
            }
            "deny" | "reject" => self.is_refused(group, at),
            "welcome" => at > group.tokens.end && self.is(at - 1, "back"),
            "defend" => object().iter().take(6).any(|token| token.is_any(HELD)),
            "announce" => self.is(at, "no"),
            // "added another to the list".
            "add" => phrases::after(tokens, at, self.unit.end).is_some_and(|noun| {
                let listed = (at..self.unit.end.min(noun.end + 3)).any(|at| self.is_any(at, &["list", "lists"]));
                listed && (at..self.unit.end.min(noun.end + 2)).any(|at| self.is(at, "to"))
            }),
            // "recalled 200,000 cars".
            "recall" => {
                let goods = ["vehicles", "cars", "products", "toys", "batteries", "units", "models", "trucks"];
                self.class(at) == Some(Class::Number)
                    || object().iter().take_while(|token| !token.is_mark()).take(6).any(|token| token.is_any(&goods))
            }
            // "condemned the town to a ninth defeat".
            "condemn" => {
                let noun = phrases::after(tokens, at, self.unit.end);
                object().iter().take_while(|token| !token.is_mark()).any(|token| token.is("to"))
                    && !object()
                        .iter()
                        .any(|token| token.quote.is_some() || token.is_any(&["for", "as", "attempt", "attempts"]))
                    && noun.is_some()
            }
            // "called Holt early this week", by telephone.
            "call" => phrases::after(tokens, at, self.unit.end).is_some_and(|noun| {
                let timed = self.timed(noun.end) > noun.end || self.is_any(noun.end, &["early", "late", "again"]);
                tokens[at].capital && (timed || self.is_infinitive(noun.end))
            }),
            // "accepted the job": nothing is said; "accepted the blame" is a word.
            "accept" => {
                let clause = self.class(at) == Some(Class::Pronoun) && self.has_clause(at);
                !clause && !object().iter().any(|token| token.is_any(ADMITTED) || token.is_any(GRANTED))
            }
            "declare" => {
                let noun = phrases::after(tokens, at, self.unit.end);
                noun.is_some_and(|noun| {
                    let words = || tokens[noun.clone()].iter();
                    words().any(|token| token.is_any(DECLARED)) && !self.has_clause(at)
                })
            }
            "shrug off" | "brush off" | "laugh off" | "play down" => {
                !object().iter().any(|token| token.quote.is_some() || token.is_any(BLAMED) || token.is_any(draft::ACCUSATIONS))
            }
            // "put the number at 40": an estimate; "put talks on hold" is none.
            "put" => {
                let figure = |at: usize| matches!(self.class(at), Some(Class::Number)) || self.is_quoted(at);
                let to = self.unit.end.min(at + 12);
                !(at..to).any(|word| self.is_any(word, &["at", "nearer"]) && (figure(word + 1) || figure(word + 2)))
            }
            "appeal to" => !(at..self.unit.end.min(at + 14)).any(|word| self.is_infinitive(word) || self.is_quoted(word)),
            "talk about" | "speak about" => !object().iter().any(|token| token.quote.is_some()),
            "think" | "know" => group.voice == Voice::Participle,
            "demand" => group.tokens.start > self.unit.start && self.is_any(group.tokens.start - 1, THINGS),
            "dub" => self.is_named_so(group, at),
            _ => false,
        }
    }

    /// Tells whether something is not given or taken, and nothing denied: "denied him bail", "rejected the offer".
    pub(super) fn is_refused(&self, group: &Group, at: usize) -> bool {
        static GIVEN: List = List::new(
            "access, entry, bail, appeal, appeals, motion, request, requests, permission, visa, visas, licence, licences, \
            license, licenses, petition, parole, coverage, relief, asylum, funding, treatment, benefits, application, \
            applications, admission, rights, status",
        );
        static OFFERED: List = List::new(
            "bid, bids, offer, offers, bill, bills, proposal, proposals, plan, plans, settlement, amendment, amendments, \
            contract, deal, move, attempt, attempts, approach, approaches, compromise, resolution, treaty, agreement, \
            package, nomination, budget, measure, measures, ballot, ballots, applicants, terms, candidate, candidates, \
            transfer",
        );
        const REACH: usize = 8;
        let words = (at..self.unit.end.min(at + REACH)).take_while(|&word| {
            !self.is_quoted(word) && !self.is_any(word, &["that", "of", "for", "by", "to", "over", ",", "."])
        });
        let mut words = words.filter(|&word| !self.paragraph.tokens[word].possessive);
        let person = self.is_any(at, &["him", "her", "them", "us", "me"]);
        // "denying the town the prize".
        let taking = self.paragraph.tokens[at].form.ends_with("ing");
        let given = group.verb.lemma == "deny"
            && !taking
            && !self.is_quoted(at)
            && phrases::after(&self.paragraph.tokens, at, self.unit.end).is_some_and(|noun| {
                self.class(noun.end) == Some(Class::Determiner)
                    && !self.is(noun.end, "that")
                    && !self.is_quoted(noun.end)
                    && !self.paragraph.tokens[noun.clone()].iter().any(Token::is_past)
                    // "denied Orr said the game was lost".
                    && !self.is_any(noun.end - 1, &["said", "told"])
            });
        if given {
            return true;
        }
        let accused = (at..self.unit.end.min(at + REACH)).any(|word| self.is_any(word, draft::ACCUSATIONS));
        let list = if group.verb.lemma == "deny" { &GIVEN } else { &OFFERED };
        !accused
            && words.any(|word| {
                let form = &self.paragraph.tokens[word].form;
                list.holds(form) || group.verb.lemma == "reject" && GIVEN.holds(form) || person && word > at
            })
    }

    /// "A fish dubbed the “Mudking”": the name follows at once, so that what stands before is what is named.
    fn is_named_so(&self, group: &Group, at: usize) -> bool {
        let article = usize::from(self.is_any(at, &["the", "a", "an"]));
        group.voice == Voice::Finite && group.tokens.start == group.head && self.is_quoted(at + article)
    }
}
