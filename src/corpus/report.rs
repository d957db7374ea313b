//! Does a line tell news, whatever the words that it begins with?

use super::furniture::is_sentence;

/// Words of a sentence that tells what happened, at least.
const TELLING_WORDS: usize = 6;

/// What people do who say something, in forms that need a subject.
#[rustfmt::skip] // several to a line: the list is read as a whole
const SAYING: &[&str] = &[
    "said", "says", "told", "tells", "added", "warned", "warns", "announced", "announces", "argued", "argues", "claimed",
    "claims", "denied", "denies", "insisted", "insists", "replied", "ruled", "rules", "urged", "urges", "vowed", "vows",
    "promised", "admitted", "admits", "demanded", "declared", "stressed", "testified", "tweeted", "wrote", "writes",
    "complained", "explained", "confirmed", "accused", "predicted", "suggested",
];

/// What things do in news, in forms that need a subject.
#[rustfmt::skip]
const HAPPENING: &[&str] = &[
    "was", "were", "had", "is", "are", "has", "have", "will", "would", "must", "rose", "rises", "fell", "falls", "grew", "dropped",
    "climbed", "jumped", "increased", "declined", "decreased", "doubled", "halved", "began", "became", "came", "went", "took",
    "made", "left", "found", "gave", "got", "held", "kept", "met", "paid", "ran", "sold", "sent", "spent", "stood", "broke",
    "drew", "drove", "won", "lost", "led", "showed", "died", "resigned", "agreed", "approved", "closed", "opened", "failed",
];

/// Words with which a page speaks to its reader, or of itself.
#[rustfmt::skip]
const OF_THE_PAGE: &[&str] = &[
    "you", "your", "yours", "you're", "you'll", "our", "ours", "we", "us", "we're", "we'll", "article", "articles", "story",
    "stories", "post", "posts", "page", "pages", "site", "website", "newsletter", "newsletters", "app", "video", "videos",
    "audio", "photo", "photos", "image", "images", "picture", "pictures", "caption", "player", "playback", "link", "links",
    "cookie", "cookies", "comment", "comments", "browser", "javascript", "content", "subscriber", "subscribers",
    "advertiser", "advertisers", "inbox", "email", "emails", "e-mail", "account", "here", "subscribe", "donate", "login",
    "download", "edition", "sponsored", "promoted", "reserved", "copyright", "licence", "license",
];

/// Tells whether a line in lower case is a sentence in which somebody says something, or something happens that is not of the page.
pub(super) fn reports(line: &str) -> bool {
    let words = words(line);
    is_said(&words) || happens(&words)
}

/// Tells whether a line in lower case is a sentence in which somebody says something.
pub(super) fn is_told(line: &str) -> bool {
    is_said(&words(line))
}

/// Gives the words of a sentence without marks around them; of a line that is none, nothing.
fn words(line: &str) -> Vec<&str> {
    let is_whole = is_sentence(line) || line.contains(". ");
    line.split_whitespace().take_while(|_| is_whole).map(bare).collect()
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Tells whether somebody says something: not what, how or why somebody does, of which a page wants one to read more.
fn is_said(words: &[&str]) -> bool {
    let asked = words.iter().position(|word| matches!(*word, "what" | "why" | "how" | "where")).unwrap_or(words.len());
    (1..asked).any(|at| {
        let before = words[at - 1];
        let is_passive = matches!(before, "as" | "is" | "are" | "be" | "been" | "being" | "");
        let is_of_page = matches!(before, "notice" | "policy" | "terms" | "page" | "site");
        let is_by = matches!(words.get(at + 1), Some(&"by"));
        SAYING.contains(&words[at]) && !is_passive && !is_of_page && !is_by
    })
}

fn happens(words: &[&str]) -> bool {
    words.len() >= TELLING_WORDS
        && words[1..].iter().any(|word| HAPPENING.contains(word))
        && !words.iter().any(|word| OF_THE_PAGE.contains(word))
}

#[cfg(test)]
mod tests {
    use super::reports;

    #[test]
    fn a_sentence_that_reports_is_told_from_one_that_asks_something_of_its_reader() {
        for line in [
            "follow us, the mayor told the crowd, and hundreds did.",
            "advertisement spending fell by 4 per cent last year.",
            "terms of the deal were not disclosed.",
            "published in the linden journal, the study found no such thing.",
            "get the latest jab, doctors told the elderly.",
        ] {
            assert!(reports(line), "{line}");
        }
        for line in [
            "follow us on flipboard for the latest news from linden.",
            "sign up for our newsletter and be told first.",
            "read more about what she said in court.",
            "reporting by ada brandt; editing by li wei.",
            "this article was originally published by the linden post.",
            "follow us, mayor tells crowd",
            "this video is no longer available in linden.",
        ] {
            assert!(!reports(line), "{line}");
        }
    }
}
