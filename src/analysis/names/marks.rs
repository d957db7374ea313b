//! Which stretches of a sentence are names, and of what kind does each seem?

use super::aliases;
use super::codes;
use super::evidence::Evidence;
use super::gazetteer::{self, Facts, LONGEST_PHRASE};
use super::join;
use super::kinds;
use super::tokens::{Sentence, Shape, Token, title_case};
use crate::model::document::EntityKind;
use crate::model::span::Span;
use std::ops::Range;
use std::sync::Arc;

/// A name as it stands in the text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub span: Span,
    /// The form under which names are one.
    pub key: Arc<str>,
    /// Its tokens: first, and one past the last.
    pub first: usize,
    pub end: usize,
    pub kind: EntityKind,
    /// How sure the kind is.
    pub strength: Strength,
    /// What the title before it tells: `MALE_TITLE`, `FEMALE_TITLE`, or nothing.
    pub title: Facts,
    /// What it is called, where its words alone do not say it: "State" in "the State and Treasury Departments".
    pub called: Option<Arc<str>>,
}

impl Mark {
    /// Marks tokens as a name that is called what it says, without a title.
    pub(super) fn of(text: &str, tokens: &[Token], range: Range<usize>, kind: EntityKind, strength: Strength) -> Mark {
        let Range { start: first, end } = range;
        let span = Span::new(tokens[first].span.start, tokens[end - 1].span.end);
        let key = join::key(span.of(text)).into();
        Mark { span, key, first, end, kind, strength, title: Facts::NONE, called: None }
    }
}

/// How sure a kind is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// Also a common word: a name only where it is the surname of a person named in full.
    Tentative,
    Guess,
    Context,
    List,
    Sure,
    /// Said outright: nothing learned overrules it.
    Told,
}

/// An atom of a run: a token, or several that are one name on a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub first: usize,
    pub end: usize,
    pub facts: Facts,
}

/// Small words inside names of persons.
const PARTICLES: &[&str] = &[
    "de", "da", "di", "do", "du", "del", "della", "der", "den", "des", "dos", "das", "van", "von", "ter", "ten", "bin", "ibn",
    "bint", "ben", "al", "el", "la", "le", "y", "abu", "zu", "af", "av", "arap", "ul",
];

/// How many tokens a run may have before it is cut: the longest names in the evaluation data have 16; this keeps the work linear.
pub(super) const LONGEST_RUN: usize = 24;

/// How many words a city's name has in a dateline, and how many tokens may follow before the dash ("Kuala Lumpur, Malaysia, Sept.
/// 30, 2031 (Agency) –").
const LONGEST_DATELINE_NAME: usize = 3;
const LONGEST_DATELINE: usize = 10;

/// Agencies whose names in capitals open a story as towns do.
const AGENCIES: &[&str] = &[
    "AAP", "ADN", "AFP", "ANI", "ANSA", "ANTARA", "AP", "APA", "BBC", "CNN", "CP", "DPA", "EFE", "IANS", "IRNA", "PA", "PTI",
    "REUTERS", "TASS", "UNI", "UPI", "XINHUA",
];

/// Tells whether a word is the name in capitals of an agency.
pub(super) fn is_agency(word: &str) -> bool {
    AGENCIES.contains(&word)
}

/// How many tokens a name with its initials behind it may have: the longest seen have eleven.
const LONGEST_DECLARED: usize = 14;

/// Words with a possessive ending inside names: `People’s`, `Women’s`.
const POSSESSIVES: &[&str] = &[
    "People", "Women", "Men", "Children", "Workers", "Teachers", "Farmers", "Lloyd", "Levi", "Lord", "Moody", "McDonald", "St",
];

pub(super) struct Finder<'a, 't> {
    pub text: &'t str,
    pub tokens: &'a [Token<'t>],
    pub evidence: &'a Evidence<'t>,
    /// The words of the name of who published the text; none where it is not known.
    pub outlet: Vec<&'a str>,
    pub marks: Vec<Mark>,
}

impl Finder<'_, '_> {
    /// Finds the names of one sentence.
    pub(super) fn sentence(&mut self, sentence: Sentence) {
        let mut at = sentence.first;
        if let Some(end) = self.dateline(sentence) {
            self.push(Atom { first: at, end, facts: Facts::NONE }, EntityKind::Place, Strength::Sure, Facts::NONE);
            at = end;
        }
        while at < sentence.end {
            let behind_article = at + usize::from(matches!(self.tokens[at].text, "The" | "THE") && at + 1 < sentence.end);
            if let Some(end) = self.outlet(behind_article, sentence).or_else(|| self.declared_body(behind_article, sentence)) {
                self.push(
                    Atom { first: behind_article, end, facts: Facts::NONE },
                    EntityKind::Organization,
                    Strength::Sure,
                    Facts::NONE,
                );
                at = end;
            } else if let Some(end) = self.common_head(at, sentence) {
                self.push(Atom { first: at, end, facts: Facts::NONE }, EntityKind::Organization, Strength::Sure, Facts::NONE);
                at = end;
            } else if self.is_name_token(at, sentence) {
                let end = self.run_end(at, sentence);
                self.run(at, end, sentence);
                at = end;
            } else {
                at += 1;
            }
        }
    }

    fn token(&self, at: usize, sentence: Sentence) -> Option<&Token<'_>> {
        (at < sentence.end).then(|| &self.tokens[at])
    }

    fn is_name_token(&self, at: usize, sentence: Sentence) -> bool {
        self.token(at, sentence).is_some_and(|token| {
            token.is_capital()
                && (self.evidence.is_eligible(token, self.token(at + 1, sentence), sentence.headline)
                    || self.phrase(at, sentence).is_some())
        })
    }

    /// Gives the end of the longest name on a list that begins at `at` and has several tokens.
    fn phrase(&self, at: usize, sentence: Sentence) -> Option<(usize, Facts)> {
        let token = &self.tokens[at];
        if !token.facts.any(Facts::PHRASE) {
            return None;
        }
        let most = sentence.end.min(at + LONGEST_PHRASE);
        // Most are written as the lists write them.
        let whole = self.text.get(token.span.start..self.tokens[most - 1].span.end).unwrap_or_default();
        let is_plain = token.shape != Shape::Caps
            && !whole.is_empty()
            && whole.bytes().all(|byte| byte.is_ascii() && !matches!(byte, b'\n' | b';' | b','));
        (at + 2..=most).rev().find_map(|end| {
            let words = self.text.get(token.span.start..self.tokens[end - 1].span.end).filter(|words| words.len() < 64)?;
            let mut facts = gazetteer::facts(words);
            if is_plain {
                return facts.is_known_name().then(|| (end, facts | self.tokens[end - 1].facts.only_heads()));
            }
            if words.contains(['\n', ';']) {
                facts = gazetteer::facts(&codes::told(words).split_whitespace().collect::<Vec<_>>().join(" "));
            }
            if !facts.is_known_name() && token.shape == Shape::Caps {
                facts = gazetteer::facts(&words.split(' ').map(title_case).collect::<Vec<_>>().join(" "));
            } else if !facts.is_known_name() && words.contains('’') {
                facts = gazetteer::facts(&words.replace('’', "'"));
            }
            if !facts.is_known_name() && words.contains(", D") {
                facts = gazetteer::facts(&words.replace(", ", " "));
            }
            let last = self.tokens[end - 1].facts;
            facts.is_known_name().then(|| (end, facts | last.only_heads()))
        })
    }

    /// Gives the end of the place that opens a dateline: "LISBON, May 3 –", "Port Vale (Agency) -", "OSLO —".
    fn dateline(&self, sentence: Sentence) -> Option<usize> {
        let name =
            |at: &usize| self.token(*at, sentence).is_some_and(|token| token.is_capital() && !token.facts.any(Facts::CALENDAR));
        let end = (sentence.first..sentence.first + LONGEST_DATELINE_NAME).take_while(name).last()? + 1;
        let words = &self.tokens[sentence.first..end];
        // "AFP - Ministers met": who tells it.
        if words.len() == 1 && is_agency(words[0].text) {
            return None;
        }
        let is_shouted = words.iter().all(|word| word.shape == Shape::Caps && !word.facts.any(Facts::COMMON | Facts::NEVER));
        let mut at = end;
        if self.token(at, sentence)?.text == "," {
            let region = |at: usize| self.token(at, sentence).is_some_and(|token| token.is_capital());
            at += 1;
            while at < end + LONGEST_DATELINE && region(at) {
                at += 1;
            }
            while at < end + LONGEST_DATELINE
                && self.token(at, sentence).is_some_and(|token| token.shape == Shape::Number || token.text == ",")
            {
                at += 1;
            }
        }
        let is_agency = self.token(at, sentence)?.text == "(";
        if is_agency {
            at = (at..sentence.end.min(at + LONGEST_DATELINE)).find(|&at| self.tokens[at].text == ")")? + 1;
        }
        let dash = self.token(at, sentence).is_some_and(|mark| matches!(mark.text, "-" | "–" | "—" | "―"));
        let is_spaced = dash && self.tokens[at - 1].span.end < self.tokens[at].span.start;
        let is_dated = at > end + 1
            && (is_agency
                || self.tokens[end + 1..at]
                    .iter()
                    .any(|token| token.facts.any(Facts::CALENDAR) || token.shape == Shape::Number));
        let is_place = words.len() == 1 && words[0].facts.is_place();
        let begins_story = !sentence.headline && self.token(at + 1, sentence).is_some_and(|next| next.shape != Shape::Caps);
        (is_spaced && (is_dated || begins_story && (is_shouted || is_place))).then_some(end)
    }

    /// Gives the end of the name of the outlet itself.
    fn outlet(&self, at: usize, sentence: Sentence) -> Option<usize> {
        let end = at + self.outlet.len();
        let same = end > at
            && end <= sentence.end
            && self.tokens[at..end].iter().zip(&self.outlet).all(|(token, word)| token.text == *word);
        same.then_some(end)
    }

    /// Gives the end of a name whose initials stand in brackets behind it: "Agency for Roads and Inland Ports (ARIP)".
    fn declared_body(&self, at: usize, sentence: Sentence) -> Option<usize> {
        const SMALL: &[&str] = &["of", "for", "and", "the", "in", "on", "&", "'", "’", "to", "de", "des", "du"];
        let goes_on = |before: &Token| before.is_capital() && !before.possessive && !matches!(before.text, "The" | "THE");
        if !self.tokens[at].is_capital() || at > sentence.first && goes_on(&self.tokens[at - 1]) {
            return None;
        }
        let ceiling = sentence.end.min(at + LONGEST_DECLARED);
        let bracket =
            (at + 2..ceiling).find(|&end| !self.tokens[end].is_capital() && !SMALL.contains(&self.tokens[end].text))?;
        let short = self.token(bracket + 1, sentence).filter(|short| short.shape == Shape::Caps)?;
        let closed = self.tokens[bracket].text == "(" && self.token(bracket + 2, sentence).is_some_and(|mark| mark.text == ")");
        let words = &self.tokens[at..bracket];
        let is_small = |token: &Token| !token.is_capital();
        let has_joint = words.iter().any(is_small);
        let is_whole = words.last().is_some_and(|last| !is_small(last))
            && has_joint
            && !words.iter().any(|word| word.facts.any(Facts::TITLE));
        (closed && is_whole && short.text.len() > 2 && aliases::stands_for(short.text, words)).then_some(bracket)
    }

    /// Gives the end of lower-case words that head an organization's name ("foreign ministry"), where they stand behind "the", a
    /// country or a city, or are two words that name nothing else.
    fn common_head(&self, at: usize, sentence: Sentence) -> Option<usize> {
        let token = &self.tokens[at];
        if token.shape != Shape::Lower || at == sentence.first {
            return None;
        }
        let before = &self.tokens[at - 1];
        let owned = before.possessive && before.is_capital() && !before.facts.is_given();
        let of_place = owned || before.facts.is_place() && before.is_capital();
        let of_people = before.facts.any(Facts::PEOPLE);
        if !(of_place || of_people || matches!(before.text, "the" | "The" | "its" | "their" | "his" | "her" | "our")) {
            return None;
        }
        let end = (1..=4).rev().map(|length| at + length).filter(|end| *end <= sentence.end).find(|end| {
            self.text
                .get(token.span.start..self.tokens[end - 1].span.end)
                .is_some_and(|words| gazetteer::facts(words).any(Facts::COMMON_HEAD))
        })?;
        let is_single = end == at + 1;
        let of_named = self.token(end, sentence).is_some_and(|joint| matches!(joint.text, "of" | "in"))
            && self
                .token(end + 1, sentence)
                .is_some_and(|next| next.is_capital() && !next.facts.any(Facts::CALENDAR | Facts::COMMON));
        (!is_single || matches!(token.text, "embassy" | "consulate") && of_named || of_place && before.possessive)
            .then_some(end)
    }

    /// Gives where the run of capitalised words and small words between them ends.
    fn run_end(&self, first: usize, sentence: Sentence) -> usize {
        let mut end = self.phrase(first, sentence).map_or(first + 1, |(end, _)| end);
        while let Some(token) = self.token(end, sentence).filter(|_| end - first < LONGEST_RUN) {
            let last = &self.tokens[end - 1];
            if last.possessive && !(POSSESSIVES.contains(&last.text) && token.is_capital())
                || !self.is_near(last.span.end, token.span.start)
            {
                break;
            }
            let step =
                if token.is_capital() { self.capital_step(end, sentence) } else { self.small_step(first, end, sentence) };
            match step {
                Some(next) => end = next,
                None => break,
            }
        }
        end
    }

    /// Tells whether only blanks or a possessive stand between two tokens, and no line break that parts.
    fn is_near(&self, from: usize, to: usize) -> bool {
        to.saturating_sub(from) <= 4
            && self.text.get(from..to).is_some_and(|gap| {
                let breaks = gap.bytes().filter(|byte| *byte == b'\n').count();
                breaks < 2 && !gap.bytes().any(|byte| byte == b'\t')
            })
    }

    fn capital_step(&self, at: usize, sentence: Sentence) -> Option<usize> {
        if let Some((end, _)) = self.phrase(at, sentence) {
            return Some(end);
        }
        self.is_name_token(at, sentence).then_some(at + 1)
    }

    /// Steps over small words inside a name: `of`, `for`, `and`, `&`, `de`.
    fn small_step(&self, first: usize, at: usize, sentence: Sentence) -> Option<usize> {
        let text = self.tokens[at].text;
        let last = &self.tokens[at - 1];
        let run = &self.tokens[first..at];
        let is_listed = self.phrase(first, sentence).is_some_and(|(end, facts)| end == at && facts.any(Facts::ORGANIZATION));
        let begins_body = run.iter().any(|token| token.facts.any(Facts::ORGANIZATION_BEGIN));
        let next =
            |at: usize| self.token(at, sentence).is_some_and(|token| token.is_capital() && !token.facts.any(Facts::CALENDAR));
        match text {
            "&" => next(at + 1).then_some(at + 2),
            // "Bakers' Union", "Allied Shipwrights’ Guild".
            "'" | "’" => {
                let plural = last.text.ends_with('s') && last.span.end == self.tokens[at].span.start;
                let end = (at + 1..sentence.end.min(at + 4)).take_while(|i| next(*i)).last()? + 1;
                (plural && self.tokens[end - 1].facts.any(Facts::ORGANIZATION_HEAD)).then_some(end)
            }
            "of" | "for" | "on" => {
                let is_region = last.facts.any(Facts::PLACE_HEAD | Facts::PLACE_BEGIN) || last.facts.any(Facts::OTHER_HEAD);
                let joins = last.facts.any(Facts::ORGANIZATION_BEGIN) || text == "of" && (is_region || is_listed);
                let is_title = run.iter().any(|token| token.facts.any(Facts::TITLE));
                let skip = usize::from(self.token(at + 1, sentence).is_some_and(|token| token.text == "the"));
                let is_person = text == "for" && self.token(at + 1, sentence).is_some_and(|token| token.facts.is_given());
                (joins && !is_title && !is_person && next(at + 1 + skip)).then_some(at + 2 + skip)
            }
            "and" => {
                let end = (at + 1..sentence.end.min(at + 6)).take_while(|i| next(*i)).last()? + 1;
                let ends_body = self.tokens[end - 1].facts.any(Facts::ORGANIZATION_HEAD);
                let is_plain = |tokens: &[Token]| !tokens.iter().any(|token| token.facts.is_place() || token.facts.is_given());
                let closes = run.iter().skip(1).any(|token| token.facts.any(Facts::ORGANIZATION_HEAD)) && !begins_body;
                let is_people = is_plain(&self.tokens[at + 1..end]) && is_plain(&run[1..]);
                let one_body = ends_body && end > at + 2 && !closes && !last.facts.is_known_name();
                let of_body = begins_body && run.iter().any(|token| matches!(token.text, "of" | "for")) && end == at + 2;
                (is_people && (one_body || of_body)).then_some(end)
            }
            "in" => {
                let is_body = begins_body && run.iter().any(|token| token.text == "for");
                let is_last = !self.token(at + 2, sentence).is_some_and(Token::is_capital);
                let is_place = self.token(at + 1, sentence).is_some_and(|token| token.facts.any(Facts::COUNTRY));
                (is_body && is_place && is_last).then_some(at + 2)
            }
            _ if PARTICLES.contains(&text) => {
                let more = usize::from(self.token(at + 1, sentence).is_some_and(|token| PARTICLES.contains(&token.text)));
                next(at + 1 + more).then_some(at + 2 + more)
            }
            _ => None,
        }
    }

    /// Cuts a run into titles and names.
    fn run(&mut self, first: usize, end: usize, sentence: Sentence) {
        let mut atoms = self.atoms(first, end, sentence);
        let lead = atoms.iter().take_while(|atom| self.is_idle(atom)).count();
        atoms.drain(..lead);
        if atoms.len() > 1 && self.is_of_office(&atoms[0], sentence) {
            atoms.remove(0);
        }
        if atoms.len() > 2 && self.is_opening_role(&atoms) {
            atoms.remove(0);
        }
        let mut title = self.role_before(atoms.first().map_or(first, |atom| atom.first), sentence);
        let mut name: Vec<Atom> = Vec::new();
        for (place, atom) in atoms.iter().enumerate() {
            if !self.is_after_small(atom, first) && is_title(&atoms, place) {
                self.names(&name, title, sentence);
                name.clear();
                title = atom.facts | Facts::TITLE;
            } else {
                name.push(*atom);
            }
        }
        self.names(&name, title, sentence);
    }

    /// Tells whether a sentence opens with what a person does: "Roofer Ned Marsh".
    fn is_opening_role(&self, atoms: &[Atom]) -> bool {
        const ENDINGS: &[&str] = &["er", "or", "ist", "man", "woman", "ian", "eer", "ant", "cian", "wife", "maid"];
        let token = &self.tokens[atoms[0].first];
        let unknown = !token.facts.is_known_name() && !token.facts.any(Facts::FIRST_SURNAME | Facts::ORGANIZATION_BEGIN);
        token.opens && unknown && atoms[1].facts.is_given() && ENDINGS.iter().any(|ending| token.text.ends_with(ending))
    }

    /// Tells whether the atom ends a title: "Secretary of State".
    fn is_of_office(&self, atom: &Atom, sentence: Sentence) -> bool {
        let is_office = matches!(self.tokens[atom.first].text, "State" | "Staff" | "War")
            || atom.facts.any(Facts::WEAK_TITLE) && !atom.facts.is_known_name();
        is_office
            && atom.first >= sentence.first + 2
            && self.tokens[atom.first - 1].text == "of"
            && self.tokens[atom.first - 2].facts.any(Facts::TITLE | Facts::WEAK_TITLE)
    }

    /// Tells whether a small word of a name stands before: "Ministry of Foreign Affairs".
    fn is_after_small(&self, atom: &Atom, first: usize) -> bool {
        atom.first > first && self.tokens[atom.first - 1].shape == Shape::Lower
    }

    /// Tells whether the atom is a word that begins no name: "The".
    fn is_idle(&self, atom: &Atom) -> bool {
        let text = self.tokens[atom.first].text;
        atom.end == atom.first + 1
            && matches!(text, "The" | "THE" | "A" | "An" | "I" | "In" | "Mr" | "My" | "Our" | "This" | "That")
            && !atom.facts.any(Facts::TITLE)
    }

    fn atoms(&self, first: usize, end: usize, sentence: Sentence) -> Vec<Atom> {
        let mut atoms = Vec::with_capacity(end - first);
        let mut at = first;
        while at < end {
            let (next, facts) =
                self.phrase(at, sentence).filter(|(to, _)| *to <= end).unwrap_or((at + 1, self.tokens[at].facts));
            atoms.push(Atom { first: at, end: next, facts });
            at = next;
        }
        atoms
    }

    /// Gives what a role in lower case before a name tells: "spokeswoman Vale".
    fn role_before(&self, at: usize, sentence: Sentence) -> Facts {
        if at == sentence.first {
            return Facts::NONE;
        }
        let before = &self.tokens[at - 1];
        if before.shape != Shape::Lower || before.possessive {
            return Facts::NONE;
        }
        let facts = gazetteer::facts(before.text);
        if facts.any(Facts::ROLE) { facts | Facts::TITLE } else { Facts::NONE }
    }

    /// Parts a run without titles into names ("German Angela Merkel" is two), and pushes each.
    fn names(&mut self, atoms: &[Atom], title: Facts, sentence: Sentence) {
        let atoms = trim_small(atoms, self.tokens);
        let Some((first, rest)) = atoms.split_first() else { return };
        let is_person = first.facts.is_given() && rest.last().is_some_and(|last| last.facts.only_heads() == Facts::NONE);
        let leads = !is_person && (first.facts.is_place() || first.facts.any(Facts::PEOPLE | Facts::ORGANIZATION));
        if leads && !rest.is_empty() && !title.any(Facts::TITLE) && !kinds::goes_on(first, rest, self.tokens) {
            self.name(&atoms[..1], title, sentence);
            self.names(rest, Facts::NONE, sentence);
        } else {
            self.name(atoms, title, sentence);
        }
    }

    fn name(&mut self, atoms: &[Atom], title: Facts, sentence: Sentence) {
        let atoms = trim_small(atoms, self.tokens);
        let (Some(first), Some(last)) = (atoms.first(), atoms.last()) else { return };
        let mut whole = Atom { first: first.first, end: last.end, facts: Facts::NONE };
        let context = kinds::Context { text: self.text, tokens: self.tokens, sentence, evidence: self.evidence, title };
        let Some((kind, strength)) = kinds::kind(atoms, &context) else { return };
        whole.end = self.with_lower_head(whole, atoms, sentence);
        let (kind, strength) = if whole.end > last.end { (EntityKind::Organization, Strength::Sure) } else { (kind, strength) };
        self.push(whole, kind, strength, title);
    }

    /// Takes in a head in lower case: "US Treasury department", "US justice department".
    fn with_lower_head(&self, whole: Atom, atoms: &[Atom], sentence: Sentence) -> usize {
        let last = &self.tokens[whole.end - 1];
        let Some(next) = self.token(whole.end, sentence).filter(|next| next.shape == Shape::Lower && !last.possessive) else {
            return whole.end;
        };
        let is_body = atoms.last().is_some_and(|atom| atom.facts.any(Facts::ORGANIZATION | Facts::ORGANIZATION_HEAD));
        let is_head = matches!(next.text, "department" | "ministry");
        let end = whole.end + 1;
        if is_body && is_head && self.is_near(last.span.end, next.span.start) {
            return end;
        }
        let is_country = atoms.len() == 1 && atoms[0].facts.any(Facts::COUNTRY);
        let two = self.token(end, sentence).and_then(|head| self.text.get(next.span.start..head.span.end));
        if is_country && two.is_some_and(|words| gazetteer::facts(words).any(Facts::COMMON_HEAD)) { end + 1 } else { whole.end }
    }

    fn push(&mut self, atom: Atom, kind: EntityKind, strength: Strength, title: Facts) {
        let span = Span::new(self.tokens[atom.first].span.start, self.tokens[atom.end - 1].span.end);
        if self.marks.last().is_none_or(|last| last.span.end <= span.start) {
            let mark = Mark::of(self.text, self.tokens, atom.first..atom.end, kind, strength);
            self.marks.push(Mark { title, ..mark });
        }
    }
}

/// Puts marks in the place of those that they overlap. `found` go forward, but for a few words, so that only few marks are moved.
pub(super) fn put_over(marks: &mut Vec<Mark>, found: Vec<Mark>) {
    if found.is_empty() {
        return;
    }
    let mut rest = std::mem::take(marks).into_iter().peekable();
    for mark in found {
        while let Some(next) = rest.next_if(|next| next.first < mark.end) {
            marks.push(next);
        }
        let from = marks.partition_point(|other| other.end <= mark.first);
        let to = marks.partition_point(|other| other.first < mark.end);
        marks.splice(from..to.max(from), [mark]);
    }
    marks.extend(rest);
}

/// Takes small words off the ends, and numbers and stops that belong to no name.
fn trim_small<'a>(mut atoms: &'a [Atom], tokens: &[Token]) -> &'a [Atom] {
    let is_small = |atom: &Atom| !tokens[atom.first].is_capital();
    while let Some((first, rest)) = atoms.split_first().filter(|(first, _)| is_small(first)) {
        let _ = first;
        atoms = rest;
    }
    while let Some((_, rest)) = atoms.split_last().filter(|(last, _)| is_small(last)) {
        atoms = rest;
    }
    atoms
}

/// Tells whether the atom is a title of what follows, not a part of a name.
fn is_title(atoms: &[Atom], place: usize) -> bool {
    let atom = &atoms[place];
    let Some(next) = atoms.get(place + 1) else {
        let before = place.checked_sub(1).map(|before| atoms[before].facts);
        let is_second =
            atom.facts.any(Facts::WEAK_TITLE) && before.is_some_and(|before| before.any(Facts::TITLE | Facts::WEAK_TITLE));
        return (atom.facts.any(Facts::TITLE) || is_second) && !before.is_some_and(Facts::is_given);
    };
    if atom.facts.any(Facts::TITLE) {
        return !atom.facts.any(Facts::ORGANIZATION);
    }
    if !atom.facts.any(Facts::WEAK_TITLE) || place > 0 && atoms[place - 1].facts.is_given() {
        return false;
    }
    let heads = Facts::ORGANIZATION_HEAD | Facts::ORGANIZATION_BEGIN | Facts::PLACE_HEAD | Facts::OTHER_HEAD;
    let is_followed = next.facts.any(Facts::TITLE | Facts::WEAK_TITLE) && is_title(atoms, place + 1);
    is_followed
        || !atoms[place + 1..]
            .iter()
            .any(|atom| atom.facts.any(heads) && !atom.facts.is_given() && !atom.facts.any(Facts::SURNAME))
}
