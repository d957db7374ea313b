//! Is it told what stands around quoted words and turns them?

use crate::tracing::{notices, printed};

/// Gives what is told wrong of stories of a sentence or two: the words between `[` and `]` are quoted, and beside them stands what
/// must be told of them; nothing where it is empty.
fn frames(cases: &[(&str, &str)]) -> Vec<String> {
    let sources: Vec<String> = (0..cases.len()).map(|at| format!("Sheet {at}")).collect();
    let texts: Vec<String> = cases.iter().map(|(text, _)| text.replace(['[', ']'], "")).collect();
    let articles: Vec<[&str; 3]> =
        sources.iter().zip(&texts).map(|(source, text)| [source.as_str(), "2031-04-01", text.as_str()]).collect();
    let room = printed("Note", &articles);
    let wrong = cases.iter().zip(&sources).filter_map(|((text, told), source)| {
        let quoted = text.split(['[', ']']).nth(1).unwrap();
        let trace = room.ask(&["trace", quoted, "--source", source]);
        assert_eq!(trace["class"], "verbatim", "{text}");
        let notices = notices(&trace).join("|");
        let right = if told.is_empty() { notices.is_empty() } else { notices.contains(told) };
        (!right).then(|| format!("{text}: {notices}"))
    });
    wrong.collect()
}

#[test]
fn what_says_that_the_words_are_not_so_is_told() {
    let wrong = frames(&[
        (
            "It is false that [the weir at Corvane is safe].",
            "these words are called untrue: Sheet 0 has “It is false that” before them",
        ),
        ("It is a lie that [the ferry sank in the harbour].", "called untrue: Sheet 1 has “It is a lie that”"),
        ("“It is simply untrue,” Ada Fenn said, “that [the harbour was dredged for the club].”", "called untrue"),
        ("The myth that [geese mate for life in the marsh] dies hard.", "called untrue"),
        ("A leaflet falsely claimed [the mayor had fled to Oslo].", "called untrue: Sheet 4 has “falsely claimed” before them"),
        ("The rumour that [the choir had been dismissed] is false.", "called untrue: Sheet 5 has “is false” behind them"),
        ("The report that [the museum had lost the painting] proved untrue.", "“proved untrue” behind them"),
        (
            "The claim that [the tide mill was for sale] has been denied by its owner.",
            "these words stand in what its owner denies",
        ),
        ("That [the duke was poisoned by his cook] is a myth.", "“is a myth” behind them"),
        ("To say that [the nurses abandoned the ward] is an insult and a lie.", "“is an insult and a lie” behind them"),
        ("Those who claim that [the mine is exhausted] are mistaken.", "“are mistaken” behind them"),
        (
            "“[The road will be open by May]” was not what Ada Fenn said.",
            "a negation is cut off: Sheet 11 has “was not what Ada",
        ),
        ("[The gardens are open at night], a claim that is false.", "“a claim that is false” behind them"),
        ("[The bells were cast in Brask], which is not true.", "“which is not true” behind these words"),
        ("[The king abdicated in secret], the paper wrongly said.", "“the paper wrongly” behind them"),
    ]);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_not_said_not_believed_or_not_done_is_told() {
    let wrong = frames(&[
        (
            "It is wrong to say [the council sold the quay].",
            "a negation is cut off: Sheet 0 has “It is wrong to say” before these words",
        ),
        ("It would be wrong to say that [the school was closed for money].", "“It would be wrong to say that” before"),
        ("I refuse to believe [the mayor took the envelope].", "“refuse to believe” before"),
        ("Ada Fenn would not have called it [a triumph for the valley].", "“would not have called it” before"),
        ("No one could say that [the bridge had been neglected].", "“No one could say that” before"),
        ("The minister stopped short of saying [the treaty was dead].", "“stopped short of saying” before"),
        ("It is far from clear that [the money was stolen].", "“It is far from clear that” before"),
        ("There is no truth in the report that [the singer has left the band].", "no truth in the report that” before"),
        ("At no point did the general say that [the war was lost].", "“At no point did the general say that” before"),
        ("Rather than [raise the rents for the stalls], the board sold a field.", "“Rather than” before"),
        ("The crew failed to [reach the lighthouse before dark].", "“failed to” before"),
        ("It is false that the pump ran and that [the weir burst at noon].", "“It is false that the pump ran and that” before"),
        ("She could not say whether [the keys were returned to the porter].", "whether"),
    ]);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_condition_a_supposition_and_a_question_are_told() {
    let wrong = frames(&[
        (
            "If [the bank pays its debts by Friday], the mill opens.",
            "a condition is cut off: Sheet 0 has “If” before these words",
        ),
        ("Unless [the pumps are mended before winter], the cellars flood.", "“Unless” before"),
        ("If the drivers agree, [the trams will run at night].", "“If the drivers agree” before"),
        ("[The deal over the quay is dead] unless the bank signs by noon.", "“unless the bank signs” behind"),
        (
            "Had he said [the weir was leaking], the street would have been emptied.",
            "supposed, not stated: Sheet 4 has “Had he said”",
        ),
        ("They danced as if [the election had been won].", "supposed, not stated: Sheet 5 has “as if”"),
        ("The article should have said [the fine was paid in full].", "“should have said” before them"),
        ("It remains unclear whether [the captain was on board].", "it is left open whether these words are so"),
        (
            "Did the sheriff say that [the prisoner had been beaten]?",
            "these words stand in a question: Sheet 8 has “Did the sheriff",
        ),
        (
            "[The tower is leaning to the west]? Rubbish, said the mason.",
            "these words are dismissed: Sheet 9 has “Rubbish” behind them",
        ),
        ("[The lake is clean enough to drink]? Hardly.", "dismissed: Sheet 10 has “Hardly”"),
        ("“[The bank on the quay is solvent],” the leaflet says. That is false.", "dismissed: Sheet 11 has “That is false”"),
        ("[The bishop married the couple in secret]. Not true, says the diocese.", "dismissed: Sheet 12 has “Not true”"),
    ]);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_made_up_is_told() {
    let wrong = frames(&[
        (
            "According to a hoax that spread on Tuesday, [the weir at Corvane has burst].",
            "these words are told as made up: Sheet 0 has “According to a hoax that spread on Tuesday” before them",
        ),
        ("[The bishop of Brask sold the bells], according to a fake letter.", "“according to a fake letter” behind them"),
        ("According to a spoof newspaper handed out by pupils, [trains run backwards].", "told as made up"),
        ("The bogus memo of the ministry said [the nurses would be sacked].", "“The bogus memo of the ministry said” before"),
        ("A doctored video shows the minister saying [the poor should eat less].", "told as made up"),
        ("He was mocked for a forged letter saying [the crown had been pawned].", "“a forged letter saying” before"),
        ("In a spoof interview, the captain says [the sea is closed].", "“In a spoof interview, the captain says” before"),
        ("In a fictional village of the novel, [the mayor eats the children].", "told as made up"),
        ("[The opera house is a car park now], a parody account posted.", "“a parody account posted” behind them"),
        ("A hoax call warned the station [the vault was full of gas].", "“A hoax call warned the station” before them"),
        ("Hoax: [the army is closing the motorway].", "“Hoax” before them"),
        ("The post, which says [the tunnel was dug by prisoners], is fake.", "called untrue: Sheet 11 has “is fake” behind"),
        ("The video, which claims [the ferry was sunk on purpose], has been debunked.", "“has been debunked” behind"),
        ("A leaflet that says [the pumps poison the wells] is a forgery.", "“is a forgery” behind them"),
        ("[The fleet was lost in the storm] turned out to be untrue.", "“turned out to be untrue” behind them"),
        ("The news that [the mill had burned down] turned out to be wrong.", "“turned out to be wrong” behind them"),
        ("[The engineers were drunk], an allegation the paper has since withdrawn.", "since withdrawn” behind them"),
        ("The rumour, since debunked, that [the well was poisoned] spread in hours.", "called untrue"),
        ("Only a fool would claim [the lake is clean].", "these words are dismissed: Sheet 18 has “Only a fool would claim”"),
        ("According to hoaxes that spread on Tuesday, [the dam at Corvane leaks].", "told as made up"),
        ("[The bishop keeps wolves], according to fake stories.", "“according to fake stories” behind them"),
        ("The forged diaries said [the general had wept].", "“The forged diaries said” before"),
        (
            "A hoax caller told police [the vault was full of gas].",
            "made up: Sheet 22 has “A hoax caller told police” before them",
        ),
        ("“[The vault is full of gas],” a hoax caller told police.", "“a hoax caller told” behind them"),
        ("In a prank call, a man said [the zoo was on fire].", "“In a prank call, a man said” before"),
    ]);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_said_in_jest_and_what_is_banned_are_told() {
    let wrong = frames(&[
        (
            "“[I will marry the harbour master],” she said jokingly.",
            "these words are told in jest: Sheet 0 has “she said jokingly” behind them",
        ),
        ("He sarcastically said [the road had never been better].", "“sarcastically said” before"),
        ("Ann Holt joked that [the council would pay in herrings].", "“joked that” before"),
        ("“[I invented the rain],” quipped the weatherman.", "“quipped” behind"),
        ("She told the crowd in jest that [her dog wrote the budget].", "told in jest"),
        ("He was only joking when he said [the museum would be sold to pirates].", "“joking when he said” before"),
        ("As an April Fools' joke, the paper wrote that [the tower would be moved].", "told in jest"),
        (
            "The council lifted the ban on [bathing in the upper lake].",
            "a ban is cut off: Sheet 7 has “lifted the ban on” before these words",
        ),
        ("The rule prohibits [landing cod after dark].", "a ban is cut off: Sheet 8 has “prohibits”"),
        ("“[We will sell the moon]” was a joke, Kim Orr said.", "in jest: Sheet 9 has “was a joke” behind them"),
        ("The claim that [the harbour would be drained] was just a joke, Kim Orr said.", "“was just a joke” behind them"),
        ("“[The herring are ours],” he said. It was a joke, Kim Orr said.", "in jest: Sheet 11 has “It was a joke” behind"),
        ("An April Fool story said [the pier would be painted pink].", "“An April Fool story said” before them"),
        (
            "[The pier is made of sugar], according to an April Fool's Day report.",
            "“according to an April Fool's Day report” behind",
        ),
    ]);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_that_were_said_to_an_impostor_are_told() {
    let wrong = frames(&[
        (
            "Orr told the fake sheikh that [his horses had been doped].",
            "these words were said to an impostor: Sheet 0 has “told the fake sheikh that” before them",
        ),
        ("“[I can open any door],” she told the bogus prince.", "“she told the bogus prince” behind them"),
        ("The duke told a hoax caller [the crown was in the cellar].", "“told a hoax caller” before them"),
        ("She told a reporter posing as a wealthy banker that [votes were for sale].", "“told a reporter posing as a wealthy"),
        ("“[The vote is bought],” he boasted to the prankster.", "“he boasted to the prankster” behind them"),
        // Told to somebody, or told by whoever is one.
        ("Orr did not tell the fake sheikh that [his horses had been doped].", "stand in what Orr does not tell"),
        ("Orr told the police about the fake sheikh that [had doped his horses].", ""),
        ("Orr told the suspected hoaxer that [the horses were well].", ""),
        ("The fake sheikh told the court that [he was sorry for the horses].", ""),
        ("The victim of a hoax caller said [the night had been long].", ""),
        ("[The trial was a joke], Kim Orr said.", ""),
        ("“[The queue at the pier]” was no joke, Kim Orr said.", ""),
    ]);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_stands_near_a_hoax_a_joke_or_a_ban_is_given_no_notice() {
    let wrong = frames(&[
        ("He said the ban was [a blow to every family on the coast].", ""),
        ("The ban on eels, Ann Holt said, [has ruined the market at Brask].", ""),
        ("The fake invoices, police said, [were printed in a cellar by the quay].", ""),
        ("According to a report on the hoax, [the police spent nine days in the marsh].", ""),
        ("The post, which says [the tunnel opens on Monday], was shared by the mayor.", ""),
        ("[The fleet was lost in the storm] and turned up a week later.", ""),
        ("He joked with the crew and said [the road would be open by noon].", ""),
        ("The author of the parody said [the goats had been her neighbours].", ""),
        ("Police said of the hoax that [nobody was hurt in the panic].", ""),
        ("The minister said after the fake video that [the poor deserve an apology].", ""),
        ("A man accused of the hoax told the court that [he had been drunk].", ""),
        ("The museum said that the forged letter [had been bought in 1990].", ""),
        ("The ministry warned of a fake account and said [the border was open].", ""),
        ("In the joke shop, the owner said [business was slow].", ""),
        ("“[Best song in years],” he said, cracking jokes over a beer.", ""),
        ("[She was known as queen of the sky], and wrote a fictional account of her life.", ""),
        ("According to the police, who called it a hoax at first, [the bomb was real].", ""),
        ("He was not joking when he said [the price of bread would double].", ""),
        ("He joked with the crew on the [old ferry from Brask].", ""),
        ("A spoof website posted pictures of the [new bridge at Halden].", ""),
        ("The fake priest will say [the chapel is full of rats].", ""),
    ]);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_that_stand_as_they_were_meant_are_given_no_notice() {
    let wrong = frames(&[
        ("It is true that [the weir at Corvane is safe].", ""),
        ("Nobody denies that [the school was closed for money].", ""),
        ("There is no doubt that [the mill opens on Monday].", ""),
        ("It is not false that [the money was stolen].", ""),
        ("The crew did not fail to [reach the lighthouse before dark].", ""),
        ("She did not know that [the pumps had been mended].", ""),
        ("The minister did not mention that [the museum had lost the painting].", ""),
        ("It is not surprising that [the union has split in two].", ""),
        ("It is not the first time that [the road has been closed].", ""),
        ("It was not until May that [the choir was paid].", ""),
        ("It is wrong that [the hospital was closed without a vote].", ""),
        ("Ada Fenn, who was not at the meeting, said [the treaty was dead].", ""),
        ("“I did not see him,” she said. “[The letter was sealed with wax].”", ""),
        ("The claim that [the wall along the quay stands] is not new.", ""),
        ("The ministry confirmed that [the envoy had been recalled], but gave no reason.", ""),
        ("The envoy heard that [the fees had been paid], but did not say when.", ""),
        ("“[The bank on the quay is solvent],” the leaflet says. That is good news.", ""),
        ("Did the sheriff know? [The prisoner had been beaten at noon].", ""),
        ("[The board sold a field by the river] rather than raise the rents.", ""),
        ("He was not wrong when he said [the price of bread would double].", ""),
    ]);
    assert!(wrong.is_empty(), "{wrong:#?}");
    let room = printed("Note", &[["Weir News", "2031-04-01", "Is it true that the weir at Corvane is safe? It rained."]]);
    assert!(notices(&room.ask(&["trace", "Is it true that the weir at Corvane is safe"])).is_empty());
    assert!(notices(&room.ask(&["trace", "the weir at Corvane is safe?"])).is_empty());
    assert!(notices(&room.ask(&["trace", "the weir at Corvane is safe"])).join("|").contains("stand in a question"));
}
