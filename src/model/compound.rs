//! Which two words, that a hyphen joins, may be written as one: "e-mail" as "email", "co-operation" as "cooperation"?

use super::normal::{Word, words};

/// Tells whether this joins what stands before and behind it to a compound.
pub const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Gives the form that two words of a text have as one, where nothing but a hyphen stands between them. Two numbers have none:
/// "9-11" is not 911.
pub fn joined(text: &str, left: &Word, right: &Word) -> Option<String> {
    let mut between = text.get(left.span.end..right.span.start)?.chars();
    let is_joined = between.next().is_some_and(is_hyphen) && between.next().is_none();
    let is_number = |word: &Word| word.form.chars().all(char::is_numeric);
    (is_joined && !(is_number(left) && is_number(right))).then(|| left.form.clone() + &right.form)
}

/// Gives the form that a typed compound of two words has as one.
pub fn as_one(typed: &str) -> Option<String> {
    let mut words = words(typed);
    let (left, right) = (words.next()?, words.next()?);
    if words.next().is_some() { None } else { joined(typed, &left, &right) }
}

#[cfg(test)]
mod tests {
    use super::*;

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
