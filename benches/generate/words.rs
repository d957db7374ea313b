//! Which words are there?

use crate::dice::Dice;

/// How many nouns, and names, there are beside the listed ones: eight million words then have about 90,000 different ones, as
/// in news, and more come with every million.
const TAIL: usize = 400_000;
const NAME_TAIL: usize = 100_000;

/// Gives a noun, the commoner the more often.
pub(crate) fn noun(dice: &mut Dice) -> String {
    listed_or_made(dice, NOUNS, TAIL, ENDINGS)
}

pub(crate) fn adjective(dice: &mut Dice) -> String {
    listed_or_made(dice, ADJECTIVES, TAIL / 40, &["al", "ive", "ous", "ish", "ary", "ern"])
}

/// Gives a regular verb without its ending.
pub(crate) fn verb(dice: &mut Dice) -> String {
    listed_or_made(dice, VERBS, TAIL / 80, &["er", "ish", "ect", "ord", "ain"])
}

pub(crate) fn surname(dice: &mut Dice) -> String {
    capital(&listed_or_made(dice, SURNAMES, NAME_TAIL, &["son", "er", "ski", "ez", "man", "ini", "ov", "ley", "berg", ""]))
}

pub(crate) fn first_name(dice: &mut Dice) -> &'static str {
    FIRST_NAMES[dice.rank(FIRST_NAMES.len())]
}

pub(crate) fn place(dice: &mut Dice) -> String {
    capital(&listed_or_made(dice, PLACES, NAME_TAIL / 4, &["ton", "by", "field", "ham", "ville", "stad", "ia", "mouth"]))
}

pub(crate) fn outlet(dice: &mut Dice) -> String {
    let number = dice.rank(40);
    format!("{} {}", PLACES[number % PLACES.len()], ["Courier", "Post", "Herald", "Observer", "Daily News"][number % 5])
}

/// Gives a listed word in nearly half of the cases, one of some thousand made ones in nearly as many, and else one of the tail.
/// In news a few thousand words make nine tenths of the text; made ones are spelled by their number, so that they come again.
fn listed_or_made(dice: &mut Dice, listed: &[&str], tail: usize, endings: &[&str]) -> String {
    let middle = tail / 50;
    match dice.roll(100) {
        0..45 => listed[dice.rank(listed.len())].to_owned(),
        45..91 => made(dice.roll(middle).min(dice.roll(middle)), endings),
        _ => made(middle + dice.rank(tail), endings),
    }
}

fn made(number: usize, endings: &[&str]) -> String {
    let (mut rest, mut word) = (number, String::new());
    for _ in 0..4 {
        word.push_str(STARTS[rest % STARTS.len()]);
        rest /= STARTS.len();
        word.push_str(MIDDLES[rest % MIDDLES.len()]);
        rest /= MIDDLES.len();
        if rest == 0 {
            break;
        }
    }
    word + endings[number % endings.len()]
}

pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[rustfmt::skip]
const STARTS: &[&str] = &[
    "b", "br", "c", "ch", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pr", "qu", "r", "s", "sh",
    "sk", "st", "str", "t", "th", "tr", "v", "w",
];
const MIDDLES: &[&str] = &["a", "an", "ar", "e", "el", "en", "i", "il", "in", "o", "on", "or", "u", "un", "ea", "ou", "ai"];
const ENDINGS: &[&str] = &["", "er", "ment", "ness", "ion", "ity", "ing", "ist", "age", "ure", "ance", "ship"];

#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "government", "company", "report", "market", "plan", "minister", "election", "price", "police", "court", "party", "country",
    "week", "law", "bank", "deal", "official", "year", "city", "worker", "budget", "case", "union", "water", "road", "school",
    "share", "vote", "tax", "group", "hospital", "study", "fund", "family", "leader", "bill", "river", "strike", "power",
    "energy", "loan", "border", "port", "factory", "attack", "parliament", "campaign", "season", "coach", "player", "game",
    "team", "goal", "trial", "judge", "charge", "debt", "rate", "growth", "trade", "export", "tariff", "farmer", "harvest",
    "storm", "flood", "fire", "bridge", "train", "airport", "flight", "passenger", "ship", "network", "software", "phone",
    "attacker", "password", "breach", "researcher", "vaccine", "patient", "doctor", "nurse", "virus", "outbreak", "treatment",
    "teacher", "student", "university", "exam", "museum", "film", "song", "festival", "author", "book", "newspaper", "reporter",
    "editor", "letter", "statement", "inquiry", "committee", "council", "mayor", "governor", "president", "embassy", "treaty",
    "sanction", "army", "soldier", "weapon", "missile", "village", "refugee", "camp", "aid", "charity", "church", "protest",
    "crowd", "square", "officer", "suspect", "arrest", "prison", "sentence", "appeal", "lawyer", "client", "contract", "tender",
    "contractor", "building", "flat", "rent", "landlord", "tenant", "mortgage", "pension", "salary", "job", "manager",
    "director", "chairman", "shareholder", "profit", "loss", "revenue", "quarter", "forecast", "analyst", "investor",
    "currency", "inflation", "interest", "stock", "bond", "oil", "gas", "coal", "mine", "metal", "steel", "car", "engine",
    "battery", "plant", "forest", "species", "fish", "climate", "emission", "drought", "temperature", "scientist", "satellite",
    "rocket", "planet", "laboratory", "sample", "test", "result", "figure", "survey", "poll", "voter", "candidate", "seat",
    "coalition", "opposition", "reform", "decree", "crisis", "meeting", "summit", "agreement", "dispute", "talk", "proposal",
    "decision", "ruling", "evidence", "document", "record", "victim", "witness", "accident", "crash", "driver", "street",
    "house", "neighbour", "child", "parent", "mother", "father", "friend", "customer", "shop", "product", "brand", "service",
    "system", "project", "programme", "policy", "rule", "right", "security", "measure", "effort", "problem", "question",
    "answer", "reason", "change", "move", "step", "role", "part", "side", "area", "region", "town", "home",
];
#[rustfmt::skip]
const ADJECTIVES: &[&str] = &[
    "new", "last", "public", "local", "former", "national", "large", "early", "political", "high", "foreign", "senior",
    "recent", "military", "economic", "major", "strong", "private", "federal", "social", "small", "legal", "central", "serious",
    "global", "regional", "financial", "industrial", "medical", "criminal", "annual", "domestic", "independent", "temporary",
    "difficult", "important", "possible", "likely", "long", "short", "cheap", "expensive", "safe", "dangerous", "quiet",
    "rural", "urban", "northern", "southern", "eastern", "western", "coastal", "joint", "secret", "official", "popular", "weak",
    "record", "empty", "damaged", "planned", "disputed", "unpaid", "illegal", "groundless", "controversial", "experienced",
    "young",
];
#[rustfmt::skip]
const VERBS: &[&str] = &[
    "approv", "report", "increas", "reduc", "support", "reject", "open", "clos", "delay", "launch", "present", "discuss",
    "demand", "protect", "replac", "repair", "threaten", "visit", "defend", "attack", "question", "accept", "examin", "improv",
    "limit", "expand", "abandon", "remov", "review", "publish", "investigat", "inspect", "block", "restor", "suspend", "damag",
    "consider", "describ", "expect", "follow", "finish", "gather", "help", "introduc", "join", "limp", "measur", "need",
    "observ", "order", "pass", "prais", "produc", "propos", "reach", "receiv", "record", "releas", "return", "sign", "test",
];
#[rustfmt::skip]
const FIRST_NAMES: &[&str] = &[
    "John", "Maria", "David", "Anna", "Michael", "Sarah", "James", "Elena", "Robert", "Laura", "Peter", "Julia", "Thomas",
    "Emma", "Daniel", "Sofia", "Paul", "Nina", "Mark", "Clara", "Martin", "Helen", "Andrew", "Irina", "Carlos", "Fatima",
    "Ahmed", "Mei", "Kenji", "Olga", "Ivan", "Priya", "Rahul", "Amina", "Kofi", "Ingrid", "Lars", "Greta", "Pierre", "Claire",
    "Luca", "Giulia", "Diego", "Lucia", "Omar", "Leila", "Viktor", "Natalia", "George", "Alice", "Henry", "Rose", "Samuel",
    "Ruth",
];
#[rustfmt::skip]
const SURNAMES: &[&str] = &[
    "smith", "jones", "brown", "garcia", "miller", "martin", "lee", "wilson", "taylor", "clark", "lewis", "walker", "hall",
    "young", "king", "wright", "hill", "scott", "green", "adams", "baker", "carter", "mitchell", "roberts", "turner",
    "phillips", "parker", "evans", "edwards", "collins", "stewart", "morris", "rogers", "reed", "cook", "morgan", "bell",
    "murphy", "bailey", "cooper", "khan", "singh", "chen", "wang", "tanaka", "silva", "rossi", "novak", "petrov", "larsen",
];
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "London", "Paris", "Berlin", "Moscow", "Beijing", "Tokyo", "Washington", "Brussels", "Madrid", "Rome", "Cairo", "Nairobi",
    "Lagos", "Delhi", "Sydney", "Toronto", "Chicago", "Boston", "Vienna", "Warsaw", "Oslo", "Lisbon", "Dublin", "Athens",
    "Germany", "France", "China", "India", "Brazil", "Kenya", "Poland", "Norway", "Egypt", "Japan", "Canada", "Mexico",
];
