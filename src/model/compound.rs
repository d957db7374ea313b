//! Which two words, that a hyphen joins, may be written as one: "e-mail" as "email", "co-operation" as "cooperation"?

use super::figure::{Token, tokens};
use super::normal::{Word, stem, words};
use super::span::Span;
use std::collections::BTreeSet;

/// What a hyphen tells from another word, as stems: who re-signs does not resign.
const OTHERWISE: &[&str] = &["recov", "recreat", "reform", "relay", "releas", "resent", "reserv", "resign", "resort"];

/// Tells whether this joins what stands before and behind it to a compound.
pub const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Gives the form that two words of a text have as one, where nothing but a hyphen stands between them. Two numbers have none:
/// "9-11" is not 911.
pub fn joined(text: &str, left: &Word, right: &Word) -> Option<String> {
    as_joined(text, (left.span, &left.form), (right.span, &right.form))
}

fn as_joined(text: &str, left: (Span, &str), right: (Span, &str)) -> Option<String> {
    let mut between = text.get(left.0.end..right.0.start)?.chars();
    let is_joined = between.next().is_some_and(is_hyphen) && between.next().is_none();
    let is_number = |form: &str| form.chars().all(char::is_numeric);
    (is_joined && !(is_number(left.1) && is_number(right.1))).then(|| [left.1, right.1].concat())
}

/// Gives the form that a typed compound of two words has as one.
pub fn as_one(typed: &str) -> Option<String> {
    let mut words = words(typed);
    let (left, right) = (words.next()?, words.next()?);
    if words.next().is_some() { None } else { joined(typed, &left, &right) }
}

/// Gives the words of two texts so that what one writes with a hyphen and the other as one word is one word in both.
pub fn alike((left, ours): (&str, Vec<Token>), (right, theirs): (&str, Vec<Token>)) -> (Vec<Token>, Vec<Token>) {
    let stems = |tokens: &[Token]| tokens.iter().map(|token| stem(&token.form).into_owned()).collect::<BTreeSet<String>>();
    let compounds: BTreeSet<String> = ours.windows(2).filter_map(|pair| compound(left, pair)).collect();
    let ours = if compounds.is_empty() {
        ours
    } else {
        let both = [stems(&ours), stems(&theirs)];
        unite(left, ours, |compound| both.iter().any(|stems| stems.contains(compound)))
    };
    let as_one = stems(&ours);
    (ours, unite(right, theirs, |compound| as_one.contains(compound)))
}

/// Gives the stem that two words have as one.
fn compound(text: &str, pair: &[Token]) -> Option<String> {
    let form = as_joined(text, (pair[0].span, &pair[0].form), (pair[1].span, &pair[1].form))?;
    Some(stem(&form).into_owned()).filter(|stem| !OTHERWISE.contains(&stem.as_str()))
}

/// Makes one word of two whose stem as one is wanted.
fn unite(text: &str, tokens: Vec<Token>, is_wanted: impl Fn(&str) -> bool) -> Vec<Token> {
    let mut united: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        let next =
            rest.next_if(|next| compound(text, &[token.clone(), next.clone()]).is_some_and(|compound| is_wanted(&compound)));
        united.push(match next {
            Some(next) => one_of(text, &token, &next),
            None => token,
        });
    }
    united
}

/// Makes one word of two, a number where it is one ("G-7").
fn one_of(text: &str, left: &Token, right: &Token) -> Token {
    let written = [left.span.of(text), right.span.of(text)].concat();
    let figure = tokens(&written, words(&written).collect()).into_iter().next().and_then(|token| token.figure);
    Token { span: Span::new(left.span.start, right.span.end), form: [left.form.as_str(), &right.form].concat(), figure }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_either_text_has_as_one_word_is_one_in_both() {
        let forms = |one: &str, other: &str| {
            let of = |text: &str| tokens(text, words(text).collect());
            let (one, other) = alike((one, of(one)), (other, of(other)));
            let shown = |tokens: Vec<Token>| tokens.into_iter().map(|token| token.form).collect::<Vec<_>>().join(" ");
            (shown(one), shown(other))
        };
        for (one, other, shown) in [
            ("an e-mail of the G-7", "an email of the G7", ["an email of the g7", "an email of the g7"]),
            ("the emails", "the E-mail, an e-mail-box", ["the emails", "the email an email box"]),
            ("an e-mail", "an e-mail or e mail", ["an e mail", "an e mail or e mail"]),
            ("an e-mail, an email", "an e-mail", ["an email an email", "an email"]),
            ("he will resign", "he will re-sign", ["he will resign", "he will re sign"]),
            ("on 9-11", "on 911", ["on 9 11", "on 911"]),
        ] {
            assert_eq!(forms(one, other), (shown[0].to_owned(), shown[1].to_owned()), "{one}, {other}");
        }
    }

    #[test]
    fn two_words_with_a_hyphen_between_are_one() {
        assert_eq!(as_one("E-mail's,").as_deref(), Some("email"));
        assert_eq!(as_one("co\u{2010}operation").as_deref(), Some("cooperation"));
        assert_eq!(as_one("G-7").as_deref(), Some("g7"));
        for typed in ["email", "e mail", "e--mail", "e - mail", "e–mail", "9-11", "state-of-the-art", "-mail", ""] {
            assert_eq!(as_one(typed), None, "{typed}");
        }
    }
}
