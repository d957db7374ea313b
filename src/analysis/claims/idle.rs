//! Does a word that can report report nothing here?

use super::frames::Reader;
use super::groups::Group;
use super::phrases;
use super::tokens::{Class, Token};
use super::voices;
use std::ops::Range;

/// Verbs of a relative clause behind a noun in the plural: "the rules that limit prices".
const RELATIVE: &[&str] = &[
    "limit", "govern", "allow", "require", "ban", "bar", "apply", "cover", "make", "have", "let", "force", "restrict",
    "protect", "prevent", "prohibit", "permit", "forbid", "buy", "sell", "produce", "want", "need", "border", "rely", "depend",
    "keep", "give", "take", "help", "pay", "cost", "set", "hold", "use", "affect", "matter", "exist", "remain",
];

/// What stands before "states" for lands.
const OF_LANDS: &[&str] = &[
    "gulf",
    "baltic",
    "member",
    "swing",
    "balkan",
    "arab",
    "muslim",
    "island",
    "border",
    "united",
    "nation",
    "city",
    "rogue",
    "african",
    "european",
    "asian",
    "western",
    "eastern",
    "southern",
    "northern",
    "battleground",
    "red",
    "blue",
    "key",
    "other",
    "client",
    "rival",
    "neighbouring",
    "neighboring",
    "coastal",
    "oil-rich",
];

/// What stands before "orders" for papers and goods.
const OF_PAPERS: &[&str] = &[
    "executive",
    "standing",
    "restraining",
    "gag",
    "purchase",
    "money",
    "mail",
    "postal",
    "marching",
    "removal",
    "deportation",
    "export",
    "import",
    "factory",
    "new",
    "supervision",
];

/// Tells whether a form in -s that can be a verb names many here: "executive orders that", "Gulf states that buy arms", "Appeal
/// Court judges dismissed".
pub(super) fn is_many(tokens: &[Token<'_>], unit: &Range<usize>, start: usize, end: usize, lemma: &str) -> bool {
    let Some(before) = start.checked_sub(1).filter(|at| unit.contains(at)).map(|at| &tokens[at]) else { return false };
    if before.class == Class::Pronoun || before.quote.is_some() || before.is_mark() {
        return false;
    }
    let that = end + 1 < unit.end && tokens[end].is("that") && tokens[end].quote.is_none();
    let relative = that && tokens[end + 1].is_any(RELATIVE) && tokens[start].form.ends_with('s');
    match lemma {
        "judge" => true,
        "state" => relative || before.is_any(OF_LANDS),
        "order" => relative || before.is_any(OF_PAPERS),
        "rule" => relative,
        _ => false,
    }
}

impl Reader<'_, '_> {
    /// "While most thought it was wrong, many disagreed with the fine": tells whether what stands before a verb is no words of
    /// its speaker.
    pub(super) fn is_background(&self, group: &Group, words: &Range<usize>) -> bool {
        let quoted = words.clone().any(|at| self.is_quoted(at));
        let with = self.is_any(group.tokens.end, &["with", "about", "on", "over"]);
        matches!(group.verb.lemma, "disagree" | "agree" | "object" | "protest") && with && !quoted
    }

    /// "Just because Holt says so", "Had Holt said so": tells whether the clause whose subject stands at `subject` is a mere case.
    pub(super) fn is_mere_case(&self, subject: usize) -> bool {
        let Some(before) = subject.checked_sub(1).filter(|at| self.unit.contains(at) && !self.is_quoted(*at)) else {
            return false;
        };
        let opens = before == self.unit.start || self.class(before - 1) == Some(Class::Mark) && !self.is(before - 1, ")");
        let just = |at: usize| {
            self.is_any(at, &["just", "merely", "simply"]) && (at == self.unit.start || self.class(at - 1) == Some(Class::Mark))
        };
        let because = self.is(before, "because") && before > self.unit.start && just(before - 1);
        because || self.is(before, "had") && opens
    }

    /// "No sign was found, Holt said, that it leaked": tells whether the clause behind the comma at `comma` is what the words
    /// before deny.
    pub(super) fn is_split(&self, words: &Range<usize>, comma: usize) -> bool {
        const NOT: &[&str] =
            &["no", "not", "never", "nothing", "little", "hardly", "neither", "cannot", "unlikely", "doubtful"];
        let tokens = &self.paragraph.tokens;
        let denied = words.clone().any(|at| self.is_any(at, NOT) || tokens[at].form.ends_with("n't"));
        self.is(comma, ",") && self.is(comma + 1, "that") && !self.is_quoted(comma) && !self.is_quoted(comma + 1) && denied
    }

    /// "Few economists believe": tells whether hardly anybody says it; not "a few economists".
    pub(super) fn is_of_few(&self, speaker: &Range<usize>) -> bool {
        let some =
            ["a", "the", "these", "those", "his", "her", "their", "its", "some", "quite", "last", "next", "past", "first"];
        let behind = speaker.start > self.unit.start && self.is_any(speaker.start - 1, &some);
        self.is(speaker.start, "few") && !self.is_quoted(speaker.start) && !behind
    }

    /// "dismissed the police chief", "the judge dismissed the appeal": tells whether somebody is sent away or a case is closed, and
    /// nothing denied. `object` begins what the verb takes.
    pub(super) fn is_sent_away(&self, group: &Group, speaker: Option<&Range<usize>>, object: usize) -> bool {
        const CASES: &[&str] = &[
            "appeal",
            "appeals",
            "case",
            "cases",
            "lawsuit",
            "lawsuits",
            "suit",
            "suits",
            "action",
            "charges",
            "charge",
            "petition",
            "petitions",
            "motion",
            "motions",
            "application",
            "applications",
            "complaint",
            "complaints",
            "bid",
            "request",
            "plea",
        ];
        const COURTS: &[&str] = &[
            "court",
            "courts",
            "judge",
            "judges",
            "jury",
            "magistrate",
            "magistrates",
            "tribunal",
            "panel",
            "sheriff",
            "justices",
        ];
        const STAFF: &[&str] = &[
            "staff",
            "team",
            "cabinet",
            "government",
            "board",
            "workers",
            "employees",
            "employee",
            "parliament",
            "coach",
            "manager",
        ];
        let tokens = &self.paragraph.tokens;
        if !matches!(group.verb.lemma, "dismiss" | "reject") || object != group.tokens.end || self.is_quoted(object) {
            return false;
        }
        let Some(noun) = phrases::after(tokens, object, self.unit.end) else { return false };
        let verdict = (noun.start..self.unit.end.min(noun.end + 2)).any(|at| self.is(at, "as") || self.is_quoted(at));
        let core =
            noun.clone().find(|&at| at > noun.start && matches!(tokens[at].class, Class::Preposition | Class::Coordinator));
        let head = &tokens[core.unwrap_or(noun.end) - 1];
        let plain = head.class == Class::Noun && !head.capital && !head.possessive;
        let court = speaker.is_some_and(|words| tokens[words.clone()].iter().any(|token| token.is_any(COURTS)));
        let closed = court && head.is_any(CASES);
        let somebody = group.verb.lemma == "dismiss" && (voices::is_person_word(&head.form) || head.is_any(STAFF));
        let critics = head.is_any(&["critics", "critic", "sceptics", "skeptics", "doubters", "opponents", "rivals"]);
        plain && !verdict && (closed || somebody && !critics)
    }
}
