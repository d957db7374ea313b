//! Behaviours of persons' names: which are one, and which are two.

use super::*;

#[test]
fn a_father_and_a_son_are_two_persons() {
    let text = "President Peter Vale said the trial was fair. Peter Vale Jr. said the judge was biased. Vale Jr. left.";
    assert_eq!(mentions(text, "Peter Vale"), ["Peter Vale"]);
    assert_eq!(mentions(text, "Peter Vale Jr."), ["Peter Vale Jr.", "Vale Jr."]);
    let text = "William Marsden the Elder won the war. William Marsden the Younger paid for it.";
    assert_eq!(names(text), pairs(&[("William Marsden the Elder", Person), ("William Marsden the Younger", Person)]));
}

#[test]
fn who_is_named_with_jr_first_is_the_same_without_it() {
    let text = "Samuel Marsden Jr. sang on Monday. Samuel Marsden said he was tired. Marsden left.";
    assert_eq!(mentions(text, "Samuel Marsden Jr."), ["Samuel Marsden Jr.", "Samuel Marsden", "Marsden"]);
}

#[test]
fn persons_with_other_initials_are_two_and_the_name_without_is_neithers() {
    let text = "President George W. Marsden spoke. His father, former President George H.W. Marsden, was proud. \
                George Marsden left.";
    let found = [("George W. Marsden", Person), ("George H.W. Marsden", Person), ("George Marsden", Person)];
    assert_eq!(names(text), pairs(&found));
    let text = "Peter J. Marsden spoke on Monday. Peter Marsden left. Peter James Marsden won.";
    assert_eq!(mentions(text, "Peter James Marsden"), ["Peter J. Marsden", "Peter Marsden", "Peter James Marsden"]);
}

#[test]
fn a_surname_with_a_title_is_not_a_woman_where_the_title_is_a_mans() {
    let text = "President Marsden met his staff. Helen Marsden was there. Mr. Marsden said the deal was good.";
    assert_eq!(mentions(text, "Helen Marsden"), ["Helen Marsden"]);
    assert_eq!(mentions(text, "Marsden"), ["Marsden", "Marsden"]);
}

#[test]
fn a_surname_before_his_wife_is_named_is_not_hers() {
    let text = "Marsden said he was clear. His wife, Helen Marsden, said she had been afraid.";
    assert_eq!(mentions(text, "Helen Marsden"), ["Helen Marsden"]);
    let text = "President Marsden praised his daughter Sasha Marsden. “She is a delight,” said President Marsden.";
    assert_eq!(mentions(text, "Sasha Marsden"), ["Sasha Marsden"]);
    let text = "The Rev. Peter Marsden was ill. Helen Marsden, his wife, wept. Marsden said he was well.";
    assert_eq!(mentions(text, "Peter Marsden"), ["Peter Marsden", "Marsden"]);
}

#[test]
fn a_surname_behind_what_a_husband_said_is_his() {
    let text = "Helen Marsden won in May. Helen Marsden died in June. Her husband, Peter Marsden, said he had wept. \
                “I could not speak,” Marsden said.";
    assert_eq!(mentions(text, "Peter Marsden"), ["Peter Marsden", "Marsden"]);
}

#[test]
fn a_country_is_nobody_who_is_called_so() {
    let text = "Chad Marsden was in Oslo. Chad said the border was shut.";
    assert_eq!(names(text), pairs(&[("Chad Marsden", Person), ("Oslo", Place), ("Chad", Place)]));
}

#[test]
fn a_company_that_speaks_of_its_goods_is_nobody_of_its_name() {
    let text = "Marsden Motor Co recalled cars. Helen Marsden was at the show. Marsden said its cars were safe.";
    assert_eq!(mentions(text, "Marsden Motor Co"), ["Marsden Motor Co", "Marsden"]);
}

#[test]
fn a_company_on_the_list_is_not_its_unit() {
    let text = "General Motors has warned of a loss. General Motors Acceptance Corp (GMAC) made a profit. GM said so.";
    assert_eq!(mentions(text, "General Motors"), ["General Motors", "GM"]);
}

#[test]
fn the_verb_of_a_headline_parts_two_persons() {
    let text = "Peter Marsden Endorses Helen Vale\n\nHelen Vale left. White House Press Secretary Tom Holt said so.";
    let found = [("Peter Marsden", Person), ("Helen Vale", Person), ("White House", Organization), ("Tom Holt", Person)];
    assert_eq!(names(text), pairs(&found));
}

#[test]
fn a_company_that_is_named_first_in_full_is_the_short_name_behind() {
    let text = "Delta Business Systems Inc rose on Monday. Delta said it made profits.";
    assert_eq!(mentions(text, "Delta Business Systems Inc"), ["Delta Business Systems Inc", "Delta"]);
}
