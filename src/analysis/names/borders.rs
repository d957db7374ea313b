//! Where does a name begin and end, and is it a person's, whatever was learned of its words?
//!
//! What is learned goes wrong where words of other kinds stand beside a name: a day, a ticker, a verb that a wire capitalised. Each
//! rule here mends one such kind, by what is written alone.

use super::bodies;
use super::evidence::Evidence;
use super::gazetteer::{self, Facts};
use super::join;
use super::marks::{LONGEST_RUN, Mark, Strength, is_agency, put_over};
use super::tokens::{Sentence, Shape, Token, title_case};
use crate::model::document::EntityKind;
use crate::model::span::Span;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::Arc;

/// An article, and what the rules found there.
pub(super) struct Article<'a, 't> {
    pub text: &'t str,
    pub tokens: &'a [Token<'t>],
    pub sentences: &'a [Sentence],
    pub evidence: &'a Evidence<'t>,
    /// In order, disjoint.
    pub rules: &'a [Mark],
}

/// What is named in the running text: each form, and of what kind it is.
type Known = HashMap<Arc<str>, EntityKind>;

/// Heads of names of any kind.
const HEADS: [Facts; 4] = [Facts::ORGANIZATION_HEAD, Facts::ORGANIZATION_BEGIN, Facts::PLACE_HEAD, Facts::OTHER_HEAD];

/// The most letters of a company's code at an exchange.
const LONGEST_TICKER: usize = 5;

/// Mends the borders and kinds of marks; they stay in order and disjoint.
pub(super) fn mend(article: &Article, marks: &mut Vec<Mark>) {
    article.join_pieces(marks);
    let known = article.known(marks);
    let mut mended = Vec::with_capacity(marks.len());
    for mark in marks.drain(..) {
        article.part(mark, &known, &mut mended);
    }
    *marks = mended;
    article.bracketed(marks);
    article.call_firms(marks);
    article.mark_again(marks);
    marks.iter_mut().for_each(|mark| article.call_person(mark));
    article.agree(marks);
}

impl<'t> Article<'_, 't> {
    fn token(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn before(&self, at: usize, steps: usize) -> Option<&Token<'t>> {
        at.checked_sub(steps).map(|at| &self.tokens[at])
    }

    fn written(&self, first: usize, end: usize) -> &'t str {
        Span::new(self.tokens[first].span.start, self.tokens[end - 1].span.end).of(self.text)
    }

    fn is_listed(&self, first: usize, end: usize) -> bool {
        gazetteer::facts(&self.written(first, end).replace('’', "'")).is_known_name()
    }

    fn is_headline(&self, at: usize) -> bool {
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(sentence).is_some_and(|sentence| sentence.headline)
    }

    /// Gives a mark of other words, as sure as what it was made of.
    fn mark(&self, first: usize, end: usize, kind: EntityKind, from: &Mark) -> Mark {
        let span = Span::new(self.tokens[first].span.start, self.tokens[end - 1].span.end);
        let title = if first == from.first { from.title } else { Facts::NONE };
        Mark { span, key: join::key(span.of(self.text)).into(), first, end, kind, title, called: None, ..from.clone() }
    }

    fn known(&self, marks: &[Mark]) -> Known {
        let mut known = Known::new();
        for mark in marks.iter().filter(|mark| !self.is_headline(mark.first)) {
            known.entry(mark.key.clone()).or_insert(mark.kind);
            // "Vale Lines Corp" is "Vale Lines" in a headline.
            if let Some((bare, form)) = mark.key.rsplit_once(' ')
                && bodies::is_legal_form(form)
            {
                known.entry(bare.into()).or_insert(mark.kind);
            }
        }
        known
    }

    /// Adds what is left of a mark: none, one, or the several names that it held.
    fn part(&self, mark: Mark, known: &Known, mended: &mut Vec<Mark>) {
        let Some((first, end)) = self.trimmed(&mark) else { return };
        let is_whole = (first, end) == (mark.first, mark.end);
        let is_place = !is_whole && end == first + 1 && self.tokens[first].facts.any(Facts::COUNTRY);
        let is_officer = first > mark.first && matches!(self.word(first - 1), "State" | "Staff");
        let kind = match (is_officer, is_place) {
            (true, _) => EntityKind::Person,
            (_, true) => EntityKind::Place,
            _ => mark.kind,
        };
        let mark = if is_whole { mark } else { self.mark(first, end, kind, &mark) };
        if let Some(end) = self.country_end(&mark) {
            let kind = if self.word(mark.first) == "U.N." { EntityKind::Organization } else { EntityKind::Place };
            mended.push(self.mark(mark.first, end, kind, &mark));
            // "the U.S. And Britain": the other is a name, too.
            if matches!(self.word(end), "And" | "Or") {
                self.part(self.mark(end, mark.end, mark.kind, &mark), known, mended);
            }
        } else if let Some(end) = self.dateline_end(&mark) {
            mended.push(self.mark(mark.first, end, EntityKind::Place, &mark));
            let rest = &self.tokens[end];
            if mark.end > end + 1 || !rest.facts.any(Facts::COMMON) && !self.evidence.is_lower(rest) {
                mended.push(self.mark(end, mark.end, mark.kind, &mark));
            }
        } else if let Some((end, kind)) = self.headline_end(&mark, known) {
            mended.push(self.mark(mark.first, end, kind, &mark));
        } else if let Some(verb) = self.verb_between(&mark) {
            mended.push(self.mark(mark.first, verb, mark.kind, &mark));
            mended.push(self.mark(verb + 1, mark.end, mark.kind, &mark));
        } else if let Some(comma) = self.comma(&mark) {
            mended.push(self.mark(mark.first, comma, mark.kind, &mark));
            self.part(self.mark(comma + 1, mark.end, mark.kind, &mark), known, mended);
        } else if let Some((owner, owned, kind)) = self.owner_end(&mark, known) {
            mended.push(self.mark(mark.first, owner, kind, &mark));
            let rule = self.rules.partition_point(|rule| rule.first < owned);
            let rule = self.rules.get(rule).filter(|rule| (rule.first, rule.end) == (owned, mark.end));
            mended.push(self.mark(owned, mark.end, rule.map_or(mark.kind, |rule| rule.kind), &mark));
        } else {
            mended.push(mark);
        }
    }

    /// Takes tickers, days and the end of an office off a name's ends; `None` where nothing is left.
    fn trimmed(&self, mark: &Mark) -> Option<(usize, usize)> {
        let (mut first, mut end) = (mark.first, mark.end);
        if let Some(ticker) = (first..end).find(|at| self.is_ticker(*at)) {
            end = ticker;
        }
        if end == first {
            return None;
        }
        let is_named_day = |at: usize| {
            let facts = self.tokens[at].facts;
            facts.any(Facts::CALENDAR) && !facts.is_given() && !facts.any(Facts::SURNAME)
        };
        if matches!(mark.kind, EntityKind::Person | EntityKind::Place) {
            while end - first > 1 && is_named_day(first) {
                first += 1;
            }
            while end - first > 1 && is_named_day(end - 1) {
                end -= 1;
            }
        }
        if mark.kind == EntityKind::Organization && end - first > 1 {
            // "Sunday's Vale Mail", "White House Press Secretary Ann Holt".
            first += usize::from(is_named_day(first) && self.tokens[first].possessive);
            let is_desk = self.word(end - 1) == "Press" && matches!(self.word(end), "Secretary" | "Office" | "Corps");
            end -= usize::from(is_desk && end - first > 1);
        }
        // "the U.S. And Japan": a wire writes a capital there.
        let is_joint = |at: usize| matches!(self.word(at), "And" | "Or" | "The" | "In" | "For" | "To" | "With" | "From" | "By");
        let behind_country = self.before(first, 1).is_some_and(|before| matches!(before.text, "U.S." | "U.K." | "U.N."));
        if behind_country && end - first > 1 && is_joint(first) {
            first += 1;
        }
        // "Secretary of State Ann Vale".
        let is_office = end - first > 1
            && matches!(self.word(first), "State" | "Staff")
            && self.before(first, 1).is_some_and(|of| of.text == "of")
            && self.before(first, 2).is_some_and(|title| title.facts.any(Facts::TITLE | Facts::WEAK_TITLE))
            && self.tokens[first + 1].facts.is_given();
        Some((first + usize::from(is_office), end))
    }

    /// Calls a town's name a company's where the article names one that begins with it, and the name does only what companies do:
    /// "Phoenix Oil Ltd agreed. Phoenix said it would pay".
    fn call_firms(&self, marks: &mut [Mark]) {
        let firm = |mark: &Mark| {
            let (first, rest) = mark.key.split_once(' ')?;
            let is_firm = bodies::is_legal_form(rest.rsplit(' ').next().unwrap_or(rest));
            (mark.kind == EntityKind::Organization && is_firm).then(|| Arc::<str>::from(first))
        };
        let mut firms: HashMap<Arc<str>, (bool, bool)> =
            marks.iter().filter_map(firm).map(|first| (first, (false, false))).collect();
        for mark in marks.iter().filter(|mark| mark.kind == EntityKind::Place) {
            if let Some((acts, is_at)) = firms.get_mut(&mark.key) {
                *acts |= self.acts(mark);
                *is_at |= self.is_at(mark);
            }
        }
        for mark in marks.iter_mut().filter(|mark| mark.kind == EntityKind::Place && mark.end == mark.first + 1) {
            if firms.get(&mark.key) == Some(&(true, false)) && !self.tokens[mark.first].facts.any(Facts::COUNTRY) {
                (mark.kind, mark.strength) = (EntityKind::Organization, Strength::Context);
            }
        }
    }

    /// Tells whether what stands behind a name is what companies do.
    fn acts(&self, mark: &Mark) -> bool {
        const ACTS: &[&str] = &[
            "said",
            "says",
            "announced",
            "agreed",
            "reported",
            "plans",
            "expects",
            "acquired",
            "sold",
            "bought",
            "rejected",
            "offered",
            "declined",
            "shares",
            "stock",
            "shareholders",
            "spokesman",
            "spokeswoman",
            "executives",
            "also",
        ];
        ACTS.contains(&self.word(mark.end)) && !self.is_at(mark)
    }

    /// Tells whether the name says where something is: "in Phoenix", "Phoenix, Ariz.".
    fn is_at(&self, mark: &Mark) -> bool {
        const AT: &[&str] = &["in", "In", "at", "At", "near", "outside", "around", "downtown"];
        let before_region = self.word(mark.end) == "," && self.token(mark.end + 1).is_some_and(|next| next.facts.is_place());
        before_region || self.before(mark.first, 1).is_some_and(|before| AT.contains(&before.text))
    }

    /// Makes one name of what stands in brackets and ends as companies' names do: "<Mountain View Investment Corp>".
    fn bracketed(&self, marks: &mut Vec<Mark>) {
        const LONGEST: usize = 9;
        let mut found = Vec::new();
        let is_part = |token: &Token| token.is_capital() || matches!(token.text, "&" | "and" | "of" | "-" | "." | "'" | "’");
        for open in 0..self.tokens.len() {
            let closing = match self.word(open) {
                "<" => ">",
                "(" => ")",
                _ => continue,
            };
            let first = open + 1;
            let Some(end) = (first..self.tokens.len().min(first + LONGEST)).find(|at| !is_part(&self.tokens[*at])) else {
                continue;
            };
            let is_form = |at: usize| bodies::is_written_form(self.word(at));
            let is_whole = self.word(end) == closing && end > first + 1 && self.tokens[first].is_capital() && is_form(end - 1);
            let is_one = !self.tokens[first..end].iter().any(|token| token.possessive) && !(first..end - 1).any(is_form);
            if !is_whole || !is_one {
                continue;
            }
            let from = marks.partition_point(|mark| mark.end <= first);
            let to = from + marks[from..].partition_point(|mark| mark.first < end);
            let is_inside = |mark: &Mark| mark.first >= first && mark.end <= end;
            if let Some(part) = marks[from..to].first()
                && marks[from..to].iter().all(is_inside)
            {
                found.push(self.mark(first, end, EntityKind::Organization, part));
            }
        }
        put_over(marks, found);
    }

    /// Marks a word again that is an organization elsewhere in the article, both behind "the": "the Times".
    fn mark_again(&self, marks: &mut Vec<Mark>) {
        let behind_the = |at: usize| self.before(at, 1).is_some_and(|before| matches!(before.text, "the" | "The"));
        let mut named: HashMap<&str, Mark> = HashMap::new();
        for mark in marks.iter().filter(|mark| mark.end == mark.first + 1 && mark.kind == EntityKind::Organization) {
            if behind_the(mark.first) && self.tokens[mark.first].shape == Shape::Capital {
                named.entry(self.word(mark.first)).or_insert_with(|| mark.clone());
            }
        }
        if named.is_empty() {
            return;
        }
        let mut added = Vec::new();
        for (at, token) in self.tokens.iter().enumerate().filter(|(at, token)| token.shape == Shape::Capital && behind_the(*at))
        {
            let Some(from) = named.get(token.text) else { continue };
            let next = marks.partition_point(|mark| mark.end <= at);
            let is_free = marks.get(next).is_none_or(|mark| mark.first > at + 1);
            let goes_on = self.token(at + 1).is_some_and(|next| next.is_capital() || matches!(next.text, "of" | "for" | "&"));
            if is_free && !goes_on && !self.is_headline(at) {
                added.push(self.mark(at, at + 1, EntityKind::Organization, from));
            }
        }
        marks.extend(added);
        marks.sort_by_key(|mark| mark.first);
    }

    /// Tells whether a company's code stands behind its legal form: "Vale Holdings Plc VHL", "Vale Motor Co. V.N".
    fn is_ticker(&self, at: usize) -> bool {
        let Some(form) = self.before(at, 1).filter(|form| !form.possessive) else { return false };
        let token = &self.tokens[at];
        let is_form = || bodies::is_legal_form(&token.text.to_lowercase()) || token.facts.any(Facts::ORGANIZATION_HEAD);
        if !token.is_capital() || !bodies::is_written_form(form.text) || is_form() || self.is_headline(at) {
            return false;
        }
        let is_code = token.text.len() <= LONGEST_TICKER && token.text.bytes().all(|byte| byte.is_ascii_uppercase());
        let goes_on = || self.token(at + 1).is_some_and(|next| next.is_capital() || matches!(next.text, "&" | "of" | "and"));
        let is_dotted = token.text.len() == 3 && token.text.as_bytes()[1] == b'.';
        is_dotted || is_code && token.text.len() > 1 && !token.facts.is_place() && !goes_on()
    }

    /// Gives where a country in letters ends that a capitalised common word stands behind: "the U.S. Has agreed", "U.S. Exports".
    fn country_end(&self, mark: &Mark) -> Option<usize> {
        let next = self.tokens[mark.first..mark.end].get(1)?;
        let is_short = matches!(self.word(mark.first), "U.S." | "U.K." | "U.N.");
        if is_short && mark.end > mark.first + 2 && matches!(next.text, "And" | "Or") {
            return Some(mark.first + 1);
        }
        let heads = HEADS.iter().any(|head| next.facts.any(*head)) || next.facts.any(Facts::WEAK_TITLE | Facts::TITLE);
        let is_word = next.shape == Shape::Capital
            && !heads
            && !next.facts.is_known_name()
            && (next.facts.any(Facts::COMMON | Facts::NEVER) || self.evidence.is_lower(next));
        let is_word = is_word || matches!(next.text, "Will" | "May" | "Can" | "Has" | "Is" | "Was" | "Had");
        let ends_body = || self.tokens[mark.end - 1].facts.any(Facts::ORGANIZATION_HEAD);
        (is_short && is_word && mark.end == mark.first + 2 && !ends_body() && !self.is_listed(mark.first, mark.end))
            .then_some(mark.first + 1)
    }

    /// Gives where the town in capitals ends that opens a story whose dash is lost: "SAN ANTONIO Vale Lines said".
    fn dateline_end(&self, mark: &Mark) -> Option<usize> {
        let is_shouted = |at: &usize| self.tokens[*at].shape == Shape::Caps && self.tokens[*at].text.len() > 2;
        let opens = mark.first == 0 || self.text[..mark.span.start].ends_with('\n');
        if !opens || self.is_headline(mark.first) || self.is_listed(mark.first, mark.end) {
            return None;
        }
        let town = |end: &usize| {
            let written = self.written(mark.first, *end).split_whitespace().map(title_case).collect::<Vec<_>>().join(" ");
            gazetteer::facts(&written).any(Facts::PLACE) && *end < mark.end && !self.tokens[*end - 1].possessive
        };
        (mark.first..mark.end.min(mark.first + 3)).take_while(is_shouted).map(|at| at + 1).filter(town).last()
    }

    /// Gives where the name ends that a headline goes on behind with capitals: "Northwest Lines Swings to Profit".
    fn headline_end(&self, mark: &Mark, known: &Known) -> Option<(usize, EntityKind)> {
        if !(2..=LONGEST_RUN).contains(&(mark.end - mark.first))
            || !self.is_headline(mark.first)
            || known.contains_key(&mark.key)
        {
            return None;
        }
        (mark.first + 1..mark.end).rev().find_map(|end| {
            let next = &self.tokens[end];
            let is_word = next.text.ends_with('s') || next.facts.any(Facts::COMMON) || self.evidence.is_lower(next);
            let heads = HEADS.iter().any(|head| next.facts.any(*head)) || next.facts.is_known_name();
            if !is_word || heads || self.evidence.seen(next.text) > 0 || !next.is_capital() {
                return None;
            }
            let kind = *known.get(join::key(self.written(mark.first, end)).as_str())?;
            // "Ford Motor", where the town of Ford is named.
            (kind != EntityKind::Place || next.text.ends_with('s')).then_some((end, kind))
        })
    }

    /// Gives the verb of a headline between two persons' names that were taken for one: "Ann Vale Endorses Tom Holt".
    fn verb_between(&self, mark: &Mark) -> Option<usize> {
        let is_verb = |at: &usize| {
            let (verb, next) = (&self.tokens[*at], &self.tokens[*at + 1]);
            verb.text.ends_with('s') && !verb.possessive && !verb.facts.is_known_name() && next.facts.is_given()
        };
        let names = mark.first + 2..mark.end.saturating_sub(2);
        let is_two = mark.kind == EntityKind::Person && self.tokens[mark.first].facts.is_given();
        if is_two { { names }.find(is_verb) } else { None }
    }

    /// Gives the comma between two names that were taken for one: "Marsh, Dorr", but not "Marsh, Jr." or "Vale, Dorr and Co".
    fn comma(&self, mark: &Mark) -> Option<usize> {
        let words = &self.tokens[mark.first..mark.end];
        let at = words.iter().position(|word| word.text == ",")?;
        let behind = words.get(at + 1)?;
        let is_tail = behind.facts.any(Facts::AFTER) || bodies::is_written_form(behind.text);
        let is_list = words.iter().any(|word| matches!(word.text, "and" | "&"));
        let is_named = matches!(mark.kind, EntityKind::Person | EntityKind::Organization);
        (is_named && at > 0 && !is_tail && !is_list && behind.is_capital()).then_some(mark.first + at)
    }

    /// Gives where an owner within a name ends, where what is owned begins, and what the owner is: "Vale Inc's Corvo Lines",
    /// "Oslo's Ann Dale".
    fn owner_end(&self, mark: &Mark, known: &Known) -> Option<(usize, usize, EntityKind)> {
        if mark.kind == EntityKind::Other || mark.strength >= Strength::Told {
            return None;
        }
        let (end, behind) = self.possessive(mark)?;
        let owner = &self.tokens[mark.first..end];
        let last = &owner[owner.len() - 1];
        if self.is_listed(mark.first, mark.end) || matches!(last.text, "St" | "St." | "King" | "Queen" | "Lord" | "People") {
            return None;
        }
        if bodies::is_written_form(last.text) && owner.len() > 1 {
            return Some((end, behind, EntityKind::Organization));
        }
        // "the Giants' Ann Vale": no person's name has a plural's apostrophe.
        if behind > end && mark.kind == EntityKind::Person {
            return Some((end, behind, EntityKind::Organization));
        }
        let listed = gazetteer::facts(self.written(mark.first, end));
        let is_body = listed.any(Facts::ORGANIZATION) && !listed.is_place() && !listed.is_given();
        let kind = known.get(join::key(self.written(mark.first, end)).as_str()).copied();
        let is_place = owner.len() == 1 && last.facts.is_place() && !last.facts.is_given() && !last.facts.any(Facts::SURNAME);
        let listed = if is_body { Some(EntityKind::Organization) } else { is_place.then_some(EntityKind::Place) };
        owner[0].is_capital().then_some((end, behind, kind.or(listed)?))
    }

    /// Gives where an owner within a name ends, and where what is owned begins: "Vale Inc's Corvo", "the Giants' Manning".
    fn possessive(&self, mark: &Mark) -> Option<(usize, usize)> {
        (mark.first + 1..mark.end).find_map(|end| {
            let behind = &self.tokens[end];
            if self.tokens[end - 1].possessive && behind.is_capital() {
                return Some((end, end));
            }
            let is_plural = matches!(behind.text, "'" | "’") && self.tokens[end - 1].text.ends_with('s');
            let owns = is_plural && end + 1 < mark.end && self.tokens[end + 1].is_capital();
            owns.then_some((end, end + 1))
        })
    }

    /// Joins the pieces of one name: "Bank" and "Nova Scotia" with "of" between, "Jones" and "Vining Inc" where the text never
    /// names one without the other, "Corvo Oil" and "Fats Co Ltd".
    fn join_pieces(&self, marks: &mut Vec<Mark>) {
        let mut joined: Vec<Mark> = Vec::with_capacity(marks.len());
        let firms = self.firms(marks);
        for mark in marks.drain(..) {
            let last = joined.last().filter(|last| last.end + 1 == mark.first && mark.kind != EntityKind::Other);
            let is_one = last.is_some_and(|last| match self.word(last.end) {
                "of" => self.is_seat(last, &mark),
                "and" | "&" => self.is_rest(last, &mark) || firms.contains(&self.pair(last, &mark)),
                _ => false,
            });
            match joined.pop_if(|_| is_one) {
                Some(last) => {
                    let of = self.word(last.end) == "of";
                    let begin = if of { self.seat_begin(last.first) } else { last.first };
                    let begin = begin.max(joined.last().map_or(0, |before| before.end));
                    let whole = self.mark(begin, mark.end, EntityKind::Organization, &last);
                    joined.push(whole);
                }
                None => joined.push(mark),
            }
        }
        *marks = joined;
    }

    /// Tells whether the second mark says where the first is a bank: "Bank of Nova Scotia".
    fn is_seat(&self, first: &Mark, second: &Mark) -> bool {
        let is_head = first.end == first.first + 1 && matches!(self.word(first.first), "Bank" | "University");
        is_head && second.kind == EntityKind::Place && first.kind == EntityKind::Organization
    }

    /// Gives where a bank's name begins before its head: "State Bank of Vale", "First National Bank of Vale".
    fn seat_begin(&self, head: usize) -> usize {
        const KINDS: &[&str] =
            &["State", "National", "First", "Second", "Federal", "Royal", "Central", "Reserve", "Commercial"];
        let mut begin = head;
        while self.before(begin, 1).is_some_and(|before| KINDS.contains(&before.text)) {
            begin -= 1;
        }
        begin
    }

    /// Tells whether the second mark is but the end of a name: words that every bank or company has, and its legal form.
    fn is_rest(&self, first: &Mark, second: &Mark) -> bool {
        let words = &self.tokens[second.first..second.end];
        let is_form = |word: &Token| bodies::is_written_form(word.text);
        let ends = words.len() > 1 && words.last().is_some_and(|last| is_form(last) || last.text == "Association");
        let begins = words[0].is_capital()
            && !is_form(&words[0])
            && matches!(
                words[0].text,
                "Banking" | "Loan" | "Trust" | "Fats" | "Gas" | "Power" | "Electric" | "Light" | "Minerals" | "Savings"
            );
        let is_bodied = first.kind == EntityKind::Organization && !self.tokens[first.end - 1].possessive;
        let closes = || is_form(&self.tokens[first.end - 1]);
        ends && begins && is_bodied && !closes()
    }

    /// Gives the key of two single words with "and" between, without a legal form: `jones vining`.
    fn pair(&self, first: &Mark, second: &Mark) -> (Arc<str>, Arc<str>) {
        let bare =
            second.key.rsplit_once(' ').filter(|(_, form)| bodies::is_legal_form(form)).map_or(&*second.key, |(bare, _)| bare);
        (first.key.clone(), bare.into())
    }

    /// Gives the firms called by two names: each pair stands twice, once as a company, and none of both stands alone.
    fn firms(&self, marks: &[Mark]) -> HashSet<(Arc<str>, Arc<str>)> {
        let mut pairs: HashMap<(Arc<str>, Arc<str>), (u32, bool)> = HashMap::new();
        let mut alone: HashMap<Arc<str>, u32> = HashMap::new();
        for mark in marks {
            *alone.entry(mark.key.clone()).or_default() += 1;
        }
        for two in marks.windows(2) {
            let [first, second] = two else { continue };
            let is_pair = first.end + 1 == second.first && matches!(self.word(first.end), "and" | "&");
            let begin = &self.tokens[first.first];
            let is_single = first.end == first.first + 1 && !begin.possessive;
            if is_pair && is_single && !begin.facts.is_place() && !begin.facts.any(Facts::ORGANIZATION | Facts::PEOPLE) {
                let pair = pairs.entry(self.pair(first, second)).or_default();
                pair.0 += 1;
                pair.1 |= second.key.rsplit_once(' ').is_some_and(|(_, form)| bodies::is_legal_form(form));
            }
        }
        let together = |pair: &(Arc<str>, Arc<str>), count: u32| {
            let named = |key: &Arc<str>| alone.get(key).copied().unwrap_or(0);
            named(&pair.0) == count && named(&pair.1) <= count
        };
        pairs
            .into_iter()
            .filter(|(pair, (count, form))| *count > 1 && *form && together(pair, *count))
            .map(|(pair, _)| pair)
            .collect()
    }

    /// Gives a mark the kind that its title, an apposition or who it opens a clause for tell: a person's.
    fn call_person(&self, mark: &mut Mark) {
        let words = &self.tokens[mark.first..mark.end];
        if words.len() == 1 && mark.kind == EntityKind::Place && self.opens_as_agency(mark) {
            mark.kind = EntityKind::Organization;
        }
        let is_name = |word: &Token| {
            word.shape == Shape::Capital
                && !word.possessive
                && !HEADS.iter().any(|head| word.facts.any(*head) && !word.facts.is_given())
        };
        if mark.kind != EntityKind::Organization
            || mark.strength >= Strength::List
            || !(2..=4).contains(&words.len())
            || !words[..words.len() - 1].iter().all(is_name)
            || !is_name(&Token { possessive: false, ..words[words.len() - 1] })
            || self.is_listed(mark.first, mark.end)
        {
            return;
        }
        let titled = words[0].facts.any(Facts::MALE_TITLE | Facts::FEMALE_TITLE) && words[0].facts.any(Facts::TITLE);
        let is_role = |token: &Token| token.shape == Shape::Lower && gazetteer::facts(token.text).any(Facts::ROLE);
        // "campaign manager, Ann Vale, said".
        let apposed = self.before(mark.first, 1).is_some_and(|comma| comma.text == ",")
            && self.before(mark.first, 2).is_some_and(is_role)
            && self.word(mark.end) == ",";
        let after_role = self.before(mark.first, 1).is_some_and(is_role) && words[0].facts.is_given();
        let behind_comma = self.word(mark.end) == ",";
        let is_age = |token: &Token| token.text.len() == 2 && token.text.bytes().all(|byte| byte.is_ascii_digit());
        let aged = behind_comma && self.token(mark.end + 1).is_some_and(is_age) && self.word(mark.end + 2) == ",";
        let acts = words[0].facts.is_given() && (aged || behind_comma && self.word(mark.end + 1) == "who");
        if titled || apposed || after_role || acts || behind_comma && self.is_office_behind(mark) {
            mark.kind = EntityKind::Person;
        }
    }

    /// "Ann Vale, the director of research", "Vale's chief economist at": tells whether the words are what a person is.
    fn is_office_behind(&self, mark: &Mark) -> bool {
        const REACH: usize = 5;
        const ALSO_FIRMS: &[&str] = &["leader", "chief", "head", "forward", "general", "champion", "partner", "host"];
        let at = mark.end + 1;
        let is_word = |token: &Token| token.facts.any(Facts::COMMON | Facts::PEOPLE | Facts::COUNTRY);
        if self.tokens[mark.first..mark.end].iter().any(is_word) {
            return false;
        }
        let inside = |at: &usize| self.token(*at).is_some_and(|token| !matches!(token.shape, Shape::Mark | Shape::Number));
        let role = (at..at + REACH).take_while(inside).find(|at| {
            let token = &self.tokens[*at];
            token.shape == Shape::Lower && gazetteer::facts(token.text).any(Facts::ROLE) && !ALSO_FIRMS.contains(&token.text)
        });
        role.is_some_and(|role| matches!(self.word(role + 1), "of" | "at" | "for"))
    }

    /// Calls a full name a person's everywhere, if it is called so once and begins with a given name.
    fn agree(&self, marks: &mut [Mark]) {
        let is_full = |mark: &Mark| mark.end > mark.first + 1 && self.tokens[mark.first].facts.is_given();
        let is_person = |mark: &&Mark| mark.kind == EntityKind::Person && is_full(mark);
        let persons: HashSet<Arc<str>> = marks.iter().filter(is_person).map(|mark| mark.key.clone()).collect();
        for mark in marks.iter_mut().filter(|mark| mark.strength < Strength::List && is_full(mark)) {
            if persons.contains(&mark.key) {
                mark.kind = EntityKind::Person;
            }
        }
    }

    /// Tells whether it is the agency that a story opens with: "AP -", "(AFP)".
    fn opens_as_agency(&self, mark: &Mark) -> bool {
        let (word, next) = (self.word(mark.first), self.word(mark.end));
        // "Erie (PA)": the state.
        let is_state = (word, next) == ("PA", ")");
        is_agency(word) && !is_state && matches!(next, "-" | "–" | "—" | ")")
    }
}
