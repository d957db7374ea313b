//! Is a name that of an outlet: one that relays what others say?

use crate::model::normal;

/// Agencies and outlets whose names do not tell what they are, folded; from the lists of members of the European
/// Alliance of News Agencies, the World Association of News Publishers and general knowledge.
const NAMES: &[&str] = &[
    "reuters",
    "ap",
    "afp",
    "agence france presse",
    "bloomberg",
    "upi",
    "xinhua",
    "tass",
    "interfax",
    "dpa",
    "ansa",
    "efe",
    "anadolu",
    "kyodo",
    "yonhap",
    "pti",
    "ani",
    "irna",
    "bbc",
    "cnn",
    "cnbc",
    "msnbc",
    "abc",
    "nbc",
    "cbs",
    "npr",
    "pbs",
    "c span",
    "sky",
    "itv",
    "al jazeera",
    "al arabiya",
    "rt",
    "dw",
    "deutsche welle",
    "france 24",
    "rai",
    "nhk",
    "cgtn",
    "guardian",
    "observer",
    "economist",
    "politico",
    "axios",
    "vox",
    "slate",
    "wired",
    "buzzfeed",
    "breitbart",
    "huffpost",
    "huffington post",
    "new yorker",
    "atlantic",
    "verge",
    "techcrunch",
    "semafor",
    "propublica",
    "fortune",
    "forbes",
    "newsweek",
    "vanity fair",
    "rolling stone",
    "haaretz",
    "le monde",
    "le figaro",
    "liberation",
    "el pais",
    "la repubblica",
    "der spiegel",
    "spiegel",
    "die zeit",
    "bild",
    "die welt",
    "asahi shimbun",
    "globo",
    "clarin",
    "dawn",
    "independent",
    "sun",
    "mirror",
    "national",
    "hill",
    "intercept",
    "bellingcat",
    "zeit",
    "handelsblatt",
    "kommersant",
    "meduza",
    "novaya gazeta",
    "caixin",
    "wirecutter",
    "bleepingcomputer",
    "quartz",
    "vice",
];

/// Words that an outlet's name often holds.
const WORDS: &[&str] = &[
    "times",
    "post",
    "news",
    "journal",
    "herald",
    "tribune",
    "gazette",
    "daily",
    "telegraph",
    "chronicle",
    "globe",
    "press",
    "radio",
    "tv",
    "television",
    "broadcasting",
    "magazine",
    "newspaper",
    "newswire",
    "wire",
    "review",
    "standard",
    "examiner",
    "inquirer",
    "courier",
    "bulletin",
    "broadcaster",
    "register",
    "sentinel",
    "star",
    "week",
    "today",
    "channel",
    "podcast",
    "weekly",
];

/// Words for whom or what is told something without being an outlet: "a news conference", "press officers", "the Press Club".
const AUDIENCES: &[&str] = &[
    "conference",
    "conferences",
    "briefing",
    "briefings",
    "reporters",
    "journalists",
    "secretary",
    "officer",
    "officers",
    "club",
    "release",
    "statement",
    "committee",
    "court",
    "council",
    "congress",
    "executives",
    "readers",
    "listeners",
    "viewers",
    "employees",
    "staff",
];

/// Tells whether the words name an outlet, or say that they mean one ("local media").
pub(super) fn is_outlet(name: &str) -> bool {
    let key = normal::name_key(name);
    if key.split(' ').any(|word| AUDIENCES.contains(&word)) {
        return false;
    }
    NAMES.contains(&key.as_str())
        || key.split(' ').any(|word| WORDS.contains(&word) || word == "media")
        || key.split(' ').next().is_some_and(|first| NAMES.contains(&first) && first.len() <= 7 && key.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlets_are_known_by_name_or_by_its_words() {
        assert!(
            is_outlet("The Guardian")
                && is_outlet("Reuters")
                && is_outlet("the Springfield Gazette")
                && is_outlet("BBC Radio 4")
        );
        assert!(!is_outlet("the news conference") && !is_outlet("the National Press Club"));
        assert!(!is_outlet("the Treasury") && !is_outlet("Mao Ning"));
    }
}
