//! Which words of a text did the question find?

use super::filters::forms;
use crate::model::compound::{as_one, joined};
use crate::model::normal::{Word, fold_word, is_near, stem, words};
use crate::model::query::{Field, Pattern, Query, Test};
use crate::model::span::Span;

/// A test on words, ready to be held against a text.
enum Mark {
    /// A word, by its stem; two that a hyphen joins by the stem that they have as one.
    Stem(String),
    /// Words one behind the other.
    Phrase(Vec<Part>),
    Fuzzy(Vec<char>, u8),
}

/// A word of a phrase.
struct Part {
    form: Form,
    /// What it is with the next as one, where a hyphen joins them.
    as_one: Option<String>,
}

/// What a folded word is held against.
enum Form {
    Whole(String),
    Start(String),
    Fits(Pattern),
}

/// Gives the spans of `text` that the question's words, phrases and patterns match: in order, disjoint.
pub(super) fn find(query: &Query, text: &str) -> Vec<Span> {
    let mut marks = Vec::new();
    for (leaf, _) in query.root.wanted() {
        if leaf.field.is_text() && leaf.field != Field::Title {
            gather(&leaf.test, &mut marks);
        }
    }
    if marks.is_empty() {
        return Vec::new();
    }
    let words: Vec<Word> = words(text).collect();
    let stems: Vec<Stems> = match marks.iter().any(|mark| matches!(mark, Mark::Stem(_))) {
        true => (0..words.len()).map(|at| Stems::of(text, &words[at..])).collect(),
        false => Vec::new(),
    };
    let mut spans: Vec<Span> = Vec::new();
    for mark in &marks {
        for at in 0..words.len() {
            let length = mark.length_at(text, &words[at..], stems.get(at));
            if length > 0 {
                spans.push(Span::new(words[at].span.start, words[at + length - 1].span.end));
            }
        }
    }
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.end > span.start => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

fn gather(test: &Test, marks: &mut Vec<Mark>) {
    let phrase = |text: &str| Mark::Phrase(parts(text));
    match test {
        Test::Word(word) => {
            let forms = forms(word);
            match forms.as_slice() {
                [form] => marks.push(Mark::Stem(stem(form).into_owned())),
                _ => {
                    marks.push(phrase(word));
                    marks.extend(as_one(word).map(|one| Mark::Stem(stem(&one).into_owned())));
                }
            }
        }
        Test::Phrase { words, slop: 0 } => marks.push(phrase(words)),
        Test::Phrase { words, .. } => marks.extend(forms(words).iter().map(|form| phrase(form))),
        Test::Near { left, right, .. } => marks.extend([phrase(left), phrase(right)]),
        Test::Prefix(prefix) => {
            let mut forms: Vec<Form> = forms(prefix).into_iter().map(Form::Whole).collect();
            if let Some(Form::Whole(last)) = forms.pop() {
                forms.push(Form::Start(last));
            }
            marks.push(Mark::Phrase(forms.into_iter().map(Part::from).collect()));
        }
        Test::Wildcard(pattern) => {
            marks.push(Mark::Phrase(Pattern::words(pattern).into_iter().map(|word| Part::from(Form::Fits(word))).collect()));
        }
        Test::Fuzzy { word, distance } => marks.push(Mark::Fuzzy(fold_word(word).chars().collect(), *distance)),
        Test::Range { .. } | Test::Exists => {}
    }
}

/// Gives the words of a phrase.
fn parts(typed: &str) -> Vec<Part> {
    let words: Vec<Word> = words(typed).collect();
    let as_one = |at: usize| joined(typed, &words[at], words.get(at + 1)?);
    (0..words.len()).map(|at| Part { form: Form::Whole(words[at].form.clone()), as_one: as_one(at) }).collect()
}

impl From<Form> for Part {
    fn from(form: Form) -> Part {
        Part { form, as_one: None }
    }
}

impl Form {
    fn fits(&self, form: &str) -> bool {
        match self {
            Form::Whole(whole) => form == whole,
            Form::Start(start) => form.starts_with(start.as_str()),
            Form::Fits(pattern) => pattern.fits(form),
        }
    }
}

/// The stem of a word, and the one that it has with the next as one.
struct Stems {
    own: String,
    joined: Option<String>,
}

impl Stems {
    fn of(text: &str, words: &[Word]) -> Stems {
        let joined = words.get(1).and_then(|next| joined(text, &words[0], next));
        Stems { own: stem(&words[0].form).into_owned(), joined: joined.map(|form| stem(&form).into_owned()) }
    }
}

impl Mark {
    /// Gives how many words of a text from the first on match; 0: none. `stems` are the first one's.
    fn length_at(&self, text: &str, words: &[Word], stems: Option<&Stems>) -> usize {
        let form = words[0].form.as_str();
        let one = match self {
            Mark::Phrase(parts) => return phrase_length(text, parts, words).unwrap_or(0),
            Mark::Stem(wanted) => {
                let is_two = stems.is_some_and(|stems| stems.joined.as_ref() == Some(wanted));
                if is_two {
                    return 2;
                }
                stems.is_some_and(|stems| stems.own == *wanted)
            }
            Mark::Fuzzy(wanted, distance) => is_near(&form.chars().collect::<Vec<_>>(), wanted, usize::from(*distance)),
        };
        usize::from(one)
    }
}

/// Gives how many words of a text a phrase takes, which begins with the first; a compound may be one word in either.
fn phrase_length(text: &str, parts: &[Part], words: &[Word]) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(0) };
    let (word, behind) = words.split_first()?;
    let goes_on = |parts: &[Part], taken: usize| Some(taken + phrase_length(text, parts, &words[taken..])?);
    if part.form.fits(&word.form)
        && let Some(length) = goes_on(rest, 1)
    {
        return Some(length);
    }
    if part.as_one.as_ref() == Some(&word.form) {
        return goes_on(&rest[1..], 1);
    }
    let as_one = || joined(text, word, behind.first()?);
    let is_one = matches!(&part.form, Form::Whole(whole) if as_one().is_some_and(|one| one == *whole));
    is_one.then(|| goes_on(rest, 2)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::query::{Leaf, Node};

    fn marked(test: Test, text: &str) -> Vec<&str> {
        let query = Query { root: Node::Leaf(Leaf { field: Field::Text, test }) };
        find(&query, text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn a_word_is_marked_in_all_its_forms_and_a_phrase_as_it_stands() {
        assert_eq!(marked(Test::Word("attack".into()), "Attacks, “attacked”; attach."), ["Attacks", "attacked"]);
        assert_eq!(
            marked(Test::Phrase { words: "the bank".into(), slop: 0 }, "The bank of the Bank"),
            ["The bank", "the Bank"]
        );
        assert_eq!(marked(Test::Prefix("ground".into()), "groundless, ground-up, underground"), ["groundless", "ground"]);
        assert_eq!(marked(Test::Wildcard("wom?n".into()), "woman Women womans"), ["woman", "Women"]);
        assert_eq!(
            marked(Test::Phrase { words: "market share".into(), slop: 2 }, "Marketing shares, market share"),
            ["market", "share"]
        );
        assert_eq!(
            marked(Test::Word("email".into()), "E-mails, the email, e mail; e-mail-based"),
            ["E-mails", "email", "e-mail"]
        );
        assert_eq!(marked(Test::Word("e-mail".into()), "E-mails, the email, e mail"), ["E-mails", "email", "e mail"]);
        let phrase = |words: &str| Test::Phrase { words: words.into(), slop: 0 };
        assert_eq!(marked(phrase("e-mail sent"), "The email sent, an e-mail sent, mail sent"), ["email sent", "e-mail sent"]);
        assert_eq!(marked(phrase("the email"), "The e-mail, the email, the e mail"), ["The e-mail", "the email"]);
        assert_eq!(marked(Test::Wildcard("Müll?r*".into()), "the Mullers and Müller"), ["Mullers", "Müller"]);
        assert_eq!(marked(Test::Prefix("state-spons".into()), "state-sponsored states"), ["state-sponsored"]);
        assert_eq!(
            marked(Test::Fuzzy { word: "breach".into(), distance: 1 }, "braech breech beach bleak"),
            ["braech", "breech", "beach"]
        );
    }
}
