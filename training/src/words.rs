//! How is the lexicon of the tagger written, from groups of words used alike and lists of names?

use std::collections::BTreeMap;
use std::path::Path;
use whosaid::analysis::names::tagger::lexicon::{
    BEGINS, BIG_CITY, CITY, FAMILY, GIVEN, LONGEST_NAME, Lexicon, REGION, SMALL_CITY, key, longer,
};

/// Writes the lexicon: `clusters` has lines `word, finest, middle, coarse group`; `lists` is a folder of names.
pub fn lexicon(clusters: &Path, lists: &Path) -> std::io::Result<Vec<u8>> {
    let mut entries: BTreeMap<u64, (u16, u8)> = BTreeMap::new();
    let mut coarser = vec![[0u16; 2]; 1];
    for line in std::fs::read_to_string(clusters)?.lines() {
        let mut parts = line.split('\t');
        let word = parts.next().unwrap_or_default();
        let groups: Vec<u16> = parts.filter_map(|group| group.parse::<u16>().ok().map(|group| group + 1)).collect();
        if let [fine, middle, coarse] = groups[..] {
            entries.entry(key(word)).or_default().0 = fine;
            coarser.resize(coarser.len().max(usize::from(fine) + 1), [0; 2]);
            coarser[usize::from(fine)] = [middle, coarse];
        }
    }
    for (file, bits) in [("given.txt", GIVEN), ("family.txt", FAMILY), ("regions.txt", REGION)] {
        for name in std::fs::read_to_string(lists.join(file))?.lines() {
            add(&mut entries, name, bits);
        }
    }
    for line in std::fs::read_to_string(lists.join("cities.txt"))?.lines() {
        let (name, people) = line.split_once('\t').unwrap_or((line, "0"));
        let is_big = people.parse::<u64>().unwrap_or(0) >= BIG_CITY;
        add(&mut entries, name, if is_big { CITY } else { SMALL_CITY });
    }
    Ok(Lexicon::write(entries.into_iter().map(|(key, (group, lists))| (key, group, lists)), &coarser))
}

/// Adds a name of one word or several.
fn add(entries: &mut BTreeMap<u64, (u16, u8)>, name: &str, bits: u8) {
    let name = name.to_lowercase().replace('’', "'");
    let words: Vec<&str> = name.split_whitespace().collect();
    let Some((first, rest)) = words.split_first().filter(|(_, rest)| rest.len() < LONGEST_NAME) else { return };
    if !rest.is_empty() {
        entries.entry(key(first)).or_default().1 |= BEGINS;
    }
    let whole = rest.iter().fold(key(first), |whole, word| longer(whole, key(word)));
    entries.entry(whole).or_default().1 |= bits;
}
