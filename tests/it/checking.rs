//! Is a quotation checked as a reporter means it: however words are written, and with all that was left out told?

use crate::tracing::{notices, printed};

#[test]
fn a_compound_is_the_same_word_with_a_hyphen_and_without_one() {
    let room = printed(
        "Talks",
        &[
            ["Hyphen Herald", "2031-04-01", "“The G-7 wants co-operation by e-mail, and fifty-five ships,” Ada Fenn said."],
            ["Solid Sun", "2031-04-02", "“The G7 loves cooperation by email, and forty ships,” Jon Orr said."],
            ["Labour Ledger", "2031-04-03", "“The striker will re-sign on Monday at noon,” Eve Holt said."],
        ],
    );
    for (words, class, difference) in [
        ("The G7 wants cooperation by email", "verbatim", ""),
        ("The G-7 wants co-operation by e-mail", "verbatim", ""),
        ("The G 7 wants co operation by e mail", "verbatim", ""),
        ("The G-7 loves co\u{2011}operation by e-mail", "verbatim", ""),
        ("The G8 wants cooperation by email", "altered", "The [-G8-] {+G 7+} wants co-operation by e-mail"),
        // Who re-signs does not resign.
        ("The striker will resign on Monday at noon", "altered", "The striker will [-resign-] {+re sign+} on Monday at noon"),
    ] {
        let trace = room.ask(&["trace", words]);
        assert_eq!(
            (&trace["class"], &trace["found"][0]["difference"]),
            (&class.into(), &difference.into()),
            "{words}: {trace}"
        );
        let counted = notices(&trace).iter().any(|notice| notice.contains("a number"));
        assert_eq!(counted, words.contains("G8"), "{words}: {:?}", notices(&trace));
    }
}
