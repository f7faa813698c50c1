//! The command line: every command and option, with its help in both languages.

use std::ffi::OsString;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};

use crate::cli::{Failure, SUCCESS, output};
use crate::render::svg::decision::MOST_FORMS;
use crate::text::Lang;

/// The language asked for: `--lang`, then `COOPFORM_LANG`, then the system's, then French.
pub(super) fn language(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Lang {
    let mut words = arguments.iter().filter_map(|a| a.to_str());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang=") {
            Some(value) => Some(value),
            None if word == "--lang" => words.next(),
            None if word == "--" => break,
            None => None,
        };
        if let Some(lang) = value.and_then(known) {
            return lang;
        }
    }
    let system = ["COOPFORM_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];
    let set = system.iter().filter_map(|name| variable(name)).find(|value| !value.is_empty());
    set.and_then(|value| known(&value)).unwrap_or(Lang::Fr)
}

fn known(value: &str) -> Option<Lang> {
    match value.get(..2)?.to_lowercase().as_str() {
        "fr" => Some(Lang::Fr),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// The whole command line in one language.
pub(super) fn command(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    root(lang)
        .subcommand(
            sub(lang, "ask", t("Pose les questions utiles, et s’arrête quand aucune réponse ne peut plus rien changer", "Asks the useful questions, and stops when no answer can change anything any more"))
                .arg(option(lang, "answers", t("FICHIER", "FILE"), t("Réponses données d’avance, sans rien demander (- pour l’entrée standard)", "Answers given beforehand, without asking anything (- for standard input)")).value_hint(ValueHint::FilePath).conflicts_with_all(["resume", "code"]))
                .arg(option(lang, "resume", t("FICHIER", "FILE"), t("Reprend des réponses enregistrées", "Takes up saved answers")).value_hint(ValueHint::FilePath).conflicts_with("code"))
                .arg(option(lang, "code", "CODE", t("Rejoue le code d’une situation", "Replays the code of a situation")))
                .arg(option(lang, "name", t("NOM", "NAME"), t("Nom de la situation, en tête de la note", "Name of the situation, at the head of the note")))
                .arg(flag("no-input", t("Ne demande rien", "Asks nothing")))
                .arg(flag("accessible", t("Questions ligne à ligne, sans rien redessiner ; aussi par la variable ACCESSIBLE", "Questions line by line, nothing redrawn; also by the variable ACCESSIBLE")))
                .arg(option(lang, "save", t("FICHIER", "FILE"), t("Enregistre aussi la note (.html, .md ou .txt)", "Saves the note too (.html, .md or .txt)")).value_hint(ValueHint::FilePath))
                .arg(format(lang, &["text", "json", "markdown", "html"]))
                .args(output_arguments(lang))
                .after_help(t(
                    "Exemples :\n  coopform ask\n  coopform ask --save note.html\n  coopform ask --answers reponses.yaml --format json\n  coopform ask --resume coopform-reponses.yaml",
                    "Examples:\n  coopform ask\n  coopform ask --save note.html\n  coopform ask --answers answers.yaml --format json\n  coopform ask --resume coopform-answers.yaml",
                )),
        )
        .subcommand(
            sub(lang, "recommend", t("Recommande une forme pour une situation, et dit pourquoi", "Recommends a form for a situation, and says why"))
                .arg(file(lang, t("Fichier de la situation (YAML ou JSON), ou - pour l’entrée standard", "File of the situation (YAML or JSON), or - for standard input")))
                .arg(format(lang, &["text", "json", "markdown", "html"]))
                .args(output_arguments(lang))
                .after_help(t(
                    "Exemples :\n  coopform recommend situation.yaml\n  coopform recommend situation.yaml --format html -o note.html",
                    "Examples:\n  coopform recommend situation.yaml\n  coopform recommend situation.yaml --format html -o note.html",
                )),
        )
        .subcommand(
            sub(lang, "score", t("Recommande une forme pour chaque ligne d’un tableau", "Recommends a form for each row of a table"))
                .arg(file(lang, t("Tableau (CSV séparé par , ; ou tabulation, classeur XLSX, XLS ou ODS, JSON Lines, ou document YAML ou JSON), ou - pour l’entrée standard", "Table (CSV separated by , ; or tab, XLSX, XLS or ODS workbook, JSON Lines, or YAML or JSON document), or - for standard input")))
                .arg(option(lang, "to", "FORMAT", t("Format du résultat : csv, jsonl, json, xlsx, html, markdown, table. Par défaut : celui du fichier demandé, sinon celui du tableau lu, ou table à l’écran", "Format of the result: csv, jsonl, json, xlsx, html, markdown, table. Default: that of the file asked for, else that of the table read, or table on a terminal"))
                    .value_parser(PossibleValuesParser::new(["csv", "jsonl", "json", "xlsx", "html", "markdown", "table"])))
                .args(table_arguments(lang))
                .arg(flag("full", t("Avec --to jsonl ou json : le résultat complet de chaque ligne", "With --to jsonl or json: the full result of each row")))
                .args(output_arguments(lang))
                .arg(option(lang, "rejects", t("FICHIER", "FILE"), t("Écrit aussi les lignes à corriger dans ce fichier, prêtes à être corrigées et relues", "Also writes the rows to correct to this file, ready to be corrected and read again")).value_hint(ValueHint::FilePath))
                .arg(flag("dry-run", t("Lit tout et rend compte, sans rien écrire", "Reads everything and reports, without writing anything")))
                .arg(option(lang, "threads", "N", t("Nombre de cœurs utilisés. Par défaut : tous", "Number of cores used. Default: all of them")).value_parser(clap::value_parser!(u16).range(1..=1024)))
                .after_help(t(
                    "Chaque ligne du tableau est une situation ; les colonnes portent les noms des rubriques (« coopform template table »).\nLes cellules contiennent des termes du vocabulaire ou vos propres mots : ce qui est lu est montré, ce qui est incertain est proposé sans être retenu, ce qui n’est pas reconnu est listé et laisse sa rubrique ouverte.\nUne ligne qui contient une faute (nombre impossible, réponses contraires) n’est pas évaluée : elle est signalée, les autres le sont quand même.\nUne cellule qui commence par = + - ou @ est précédée d’une apostrophe, pour qu’aucun tableur ne l’exécute.\n\nExemples :\n  coopform score situations.csv -o resultats.csv\n  coopform score situations.xlsx -o resultats.xlsx --rejects a-corriger.csv\n  coopform score situations.csv --dry-run",
                    "Each row of the table is a situation; the columns bear the names of the headings (“coopform template table”).\nCells hold terms of the vocabulary or your own words: what is read is shown, what is uncertain is proposed without being taken, what is not recognised is listed and leaves its heading open.\nA row with a fault (impossible number, contrary answers) is not scored: it is reported, and the others are scored all the same.\nA cell that begins with = + - or @ gets an apostrophe before it, so that no spreadsheet runs it.\n\nExamples:\n  coopform score situations.csv -o results.csv\n  coopform score situations.xlsx -o results.xlsx --rejects to-correct.csv\n  coopform score situations.csv --dry-run",
                )),
        )
        .subcommand(
            about_one(lang, "explain", t("Explique le résultat d’une situation : pourquoi, pourquoi pas, ce qui le changerait", "Explains the result of a situation: why, why not, what would change it"))
                .arg(option(lang, "form", t("FORME", "FORM"), t("Pourquoi cette forme, ou pourquoi pas, et ce qui la mettrait en tête", "Why this form, or why not, and what would put it first")))
                .arg(flag("full", t("Ajoute le raisonnement complet, avec les points et les noms des règles", "Adds the whole reasoning, with the points and the names of the rules")).conflicts_with("form"))
                .arg(option(lang, "picture", t("IMAGE", "PICTURE"), t("Écrit une image (SVG) : balance, heat (rubriques), effects (ce qui pèse), table (table de décision)", "Writes a picture (SVG): balance, heat (headings), effects (what weighs), table (decision table)")).value_parser(PossibleValuesParser::new(["balance", "heat", "effects", "table"])).conflicts_with_all(["form", "full", "format"]))
                .after_help(t(
                    "Une note HTML s’imprime sur deux pages A4, en noir et blanc.\n\nExemples :\n  coopform explain situation.yaml -o note.html\n  coopform explain situation.yaml --form NOM\n  coopform explain situations.csv --row 17 --full",
                    "An HTML note prints on two A4 pages, in black and white.\n\nExamples:\n  coopform explain situation.yaml -o note.html\n  coopform explain situation.yaml --form NOM\n  coopform explain situations.csv --row 17 --full",
                )),
        )
        .subcommand(
            about_one(lang, "what-if", t("Dit quelles réponses changeraient le résultat, ou ce que donnerait un changement", "Tells which answers would change the result, or what a change would give"))
                .arg(option(lang, "want", t("FORME", "FORM"), t("Ce qui mettrait cette forme en tête", "What would put this form first")).conflicts_with_all(["set", "unset"]))
                .arg(option(lang, "set", t("RÉPONSE", "ANSWER"), t("Change une réponse : un terme (vrai), ou NOM=NOMBRE pour des partenaires ou une quantité ; à répéter", "Changes an answer: a term (true), or NAME=NUMBER for partners or a quantity; may be repeated")).action(ArgAction::Append))
                .arg(option(lang, "unset", t("RÉPONSE", "ANSWER"), t("Change une réponse en non, ou retire un partenaire ; à répéter", "Changes an answer to no, or removes a partner; may be repeated")).action(ArgAction::Append))
                .after_help(t(
                    "Chaque changement donné est vérifié par une nouvelle évaluation, et aucun de ses morceaux ne suffit.\n\nExemples :\n  coopform what-if situation.yaml\n  coopform what-if situation.yaml --want NOM\n  coopform what-if situation.yaml --set NOM=2 --unset NOM",
                    "Each change given is checked by a new evaluation, and no part of it suffices.\n\nExamples:\n  coopform what-if situation.yaml\n  coopform what-if situation.yaml --want NOM\n  coopform what-if situation.yaml --set NOM=2 --unset NOM",
                )),
        )
        .subcommand(
            about_one(lang, "compare", t("Met deux ou trois formes côte à côte pour une situation", "Sets two or three forms side by side for a situation"))
                .arg(Arg::new("forms").value_name(t("FORME", "FORM")).required(true).num_args(2..=3).help(t("Deux ou trois formes, par leur nom", "Two or three forms, by their names")).help_heading(t("Arguments\u{a0}", "Arguments")))
                .after_help(t(
                    "Exemple :\n  coopform compare situation.yaml NOM NOM\n\nSans situation : coopform forms --compare NOM NOM",
                    "Example:\n  coopform compare situation.yaml NOM NOM\n\nWithout a situation: coopform forms --compare NOM NOM",
                )),
        )
        .subcommand(train(lang))
        .subcommand(
            sub(lang, "draft", t("Écrit la trame du document à rédiger ensuite, remplie de ce qui est connu", "Writes the outline of the document to draw up next, filled with what is known"))
                .arg(file(lang, t("Situation (YAML ou JSON), ou tableau (CSV, classeur, JSON Lines), ou - pour l’entrée standard", "Situation (YAML or JSON), or table (CSV, workbook, JSON Lines), or - for standard input")))
                .arg(option(lang, "form", t("FORME", "FORM"), t("La forme dont écrire la trame. Par défaut : la première du résultat", "The form to draft. Default: the first one of the result")))
                .arg(option(lang, "row", "N", t("Ligne du tableau, telle que le tableur la numérote", "Row of the table, as the spreadsheet numbers it")).value_parser(clap::value_parser!(usize)))
                .args(table_arguments(lang))
                .arg(option(lang, "format", "FORMAT", t("Format : text, markdown, html ou docx. Par défaut : celui du fichier demandé, sinon text", "Format: text, markdown, html or docx. Default: that of the file asked for, else text"))
                    .value_parser(PossibleValuesParser::new(["text", "markdown", "html", "docx"])))
                .args(output_arguments(lang))
                .after_help(t(
                    "La trame réunit ce que dit la situation, ce que demande la forme et comment des cas proches s’y sont pris ; ce qui reste à écrire est entre crochets.\n\nExemples :\n  coopform draft situation.yaml -o trame.docx\n  coopform draft situations.xlsx --row 3 --form NOM -o trame.md",
                    "The outline brings together what the situation says, what the form requires and how near cases went about it; what is left to write stands between brackets.\n\nExamples:\n  coopform draft situation.yaml -o outline.docx\n  coopform draft situations.xlsx --row 3 --form NAME -o outline.md",
                )),
        )
        .subcommand(
            browse(lang, "forms", t("Montre le catalogue, ou la fiche d’une forme", "Shows the catalogue, or the sheet of a form"))
                .mut_arg("format", |format| {
                    format
                        .help(t(
                            "Format : text, json, markdown ou html ; svg avec --map ou --table, dot (Graphviz) avec --map. Par défaut : celui du fichier demandé, sinon text",
                            "Format: text, json, markdown or html; svg with --map or --table, dot (Graphviz) with --map. Default: that of the file asked for, else text",
                        ))
                        .value_parser(PossibleValuesParser::new(["text", "json", "markdown", "html", "svg", "dot"]))
                })
                .arg(option(lang, "compare", t("FORME", "FORM"), t("Met deux ou trois formes côte à côte", "Sets two or three forms side by side")).num_args(2..=3).conflicts_with("id"))
                .arg(option(lang, "table", t("FORME", "FORM"), t("Table de décision de deux à sept formes : ce que dit chaque condition de chacune", "Decision table of two to seven forms: what each condition says of each")).num_args(2..=MOST_FORMS).conflicts_with_all(["id", "compare"]))
                .arg(flag("map", t("Carte du catalogue : les niveaux, et où chaque forme peut mener ; avec un nom, ce qui l’entoure", "Map of the catalogue: the levels, and where each form may lead; with a name, what is around it")).conflicts_with_all(["compare", "table"]))
                .arg(flag("full", t("Toutes les fiches à la suite", "Every sheet, one after the other")).conflicts_with_all(["id", "compare", "table", "map"]))
                .after_help(t(
                    "Exemples :\n  coopform forms --map -o carte.html\n  coopform forms FORME --map -o voisins.svg\n  coopform forms --table FORME FORME FORME -o table.html",
                    "Examples:\n  coopform forms --map -o map.html\n  coopform forms FORM --map -o neighbours.svg\n  coopform forms --table FORM FORM FORM -o table.html",
                )),
        )
        .subcommand(
            browse(lang, "cases", t("Montre les cas de référence, ou l’un d’eux", "Shows the reference cases, or one of them"))
                .arg(flag("situation", t("Écrit la situation du cas, prête pour « recommend »", "Writes the situation of the case, ready for “recommend”")).requires("id"))
                .arg(flag("agreement", t("Dit à quel rang les règles mettent la forme retenue par chaque cas", "Tells at which rank the rules put the form chosen by each case")).conflicts_with_all(["id", "situation"]))
                .arg(flag("from-words", t("Avec --agreement : lit chaque cas dans ses propres mots, sans ses codes", "With --agreement: reads each case from its own words, without its codes")).requires("agreement")),
        )
        .subcommand(
            browse(lang, "rules", t("Dit les règles en clair : toutes, celles d’une forme, ou une seule (FORME/RÈGLE)", "Tells the rules in plain words: all, those of a form, or a single one (FORM/RULE)"))
                .arg(option(lang, "form", t("FORME", "FORM"), t("Les règles de cette forme", "The rules of this form")).conflicts_with("id")),
        )
        .subcommand(
            sub(lang, "check", t("Vérifie les règles et les cas : toutes les fautes, chacune à sa place", "Checks the rules and the cases: every fault, each in its place"))
                .arg(option(lang, "explain", "CODE", t("Explique un code de diagnostic", "Explains a diagnostic code")))
                .arg(flag("report", t("Dit ce que chaque forme peut peser, et combien de fois elle vient en premier", "Tells what each form may weigh, and how often it comes first")).conflicts_with("explain"))
                .arg(format(lang, &["text", "markdown", "html"]).requires("report"))
                .args(output_arguments(lang).map(|argument| argument.requires("report"))),
        )
        .subcommand(
            sub(lang, "schema", t("Écrit le schéma JSON d’un fichier, pour les éditeurs", "Writes the JSON Schema of a file, for editors"))
                .arg(kind(lang, &["situation", "form", "case", "vignette", "vocabulary", "draft"])),
        )
        .subcommand(
            sub(lang, "template", t("Écrit un modèle à remplir, avec les valeurs acceptées", "Writes a template to fill in, with the accepted values"))
                .arg(kind(lang, &["situation", "table", "form", "case", "vignette"]))
                .args(output_arguments(lang)),
        )
        .subcommand(
            sub(lang, "help", t("Affiche l’aide, ou celle d’une commande", "Shows the help, or that of a command"))
                .arg(
                    Arg::new("command")
                        .value_name(t("COMMANDE", "COMMAND"))
                        .help(t("La commande", "The command"))
                        .help_heading(t("Arguments\u{a0}", "Arguments")),
                ),
        )
        .subcommand(
            sub(lang, "completions", t("Écrit les complétions d’un interpréteur de commandes", "Writes the completions of a shell"))
                .arg(Arg::new("shell").required(true).value_name("SHELL").help(t("bash, zsh, fish, elvish ou powershell", "bash, zsh, fish, elvish or powershell")).hide_possible_values(true).value_parser(clap::value_parser!(clap_complete::Shell))),
        )
}

fn root(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    localised(lang, Command::new("coopform"))
        .about(t("D’une situation à une forme de coopération, avec ses raisons", "From a situation to a form of cooperation, with its reasons"))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name(t("COMMANDE", "COMMAND"))
        .arg(Arg::new("version").long("version").short('V').action(ArgAction::Version).help(t("Donne la version", "Prints the version")))
        .arg(option(lang, "lang", t("LANGUE", "LANGUAGE"), t("Langue : fr ou en. Par défaut : COOPFORM_LANG, sinon celle du système, sinon le français", "Language: fr or en. Default: COOPFORM_LANG, else the system’s, else French")).global(true).value_parser(PossibleValuesParser::new(["fr", "en"])))
        .arg(option(lang, "rules", t("DOSSIER", "FOLDER"), t("Dossier de règles, à la place de celles du programme", "Folder of rules, in place of the program’s own")).global(true).value_hint(ValueHint::DirPath))
        .arg(option(lang, "cases", t("DOSSIER", "FOLDER"), t("Dossier de cas. Par défaut : le dossier « cases » voisin de --rules, sinon ceux du programme", "Folder of cases. Default: the “cases” folder beside --rules, else the program’s own")).global(true).value_hint(ValueHint::DirPath))
        .after_help(t(
            "État de sortie : 0 succès (« aucune forme recommandée » compris) ; 1 échec ; 2 commande mal écrite ; 3 données à corriger ; 4 personne à qui poser les questions ; 130 interrompu.",
            "Exit status: 0 success (“no form recommended” included); 1 failure; 2 wrong usage; 3 data to correct; 4 nobody to ask; 130 interrupted.",
        ))
}

fn localised(lang: Lang, command: Command) -> Command {
    let template = lang.pick(
        "{about-with-newline}\nUtilisation : {usage}\n\n{all-args}{after-help}\n",
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}\n",
    );
    command
        .help_template(template)
        .subcommand_help_heading(lang.pick("Commandes\u{a0}", "Commands"))
        .next_help_heading(lang.pick("Options\u{a0}", "Options"))
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(lang.pick("Affiche cette aide", "Shows this help")),
        )
}

fn sub(lang: Lang, name: &'static str, about: &'static str) -> Command {
    localised(lang, Command::new(name)).about(about)
}

/// The trainer's commands.
fn train(lang: Lang) -> Command {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    let seed = || {
        option(
            lang,
            "seed",
            "N",
            t(
                "Nombre dont l’ordre est tiré : le même nombre donne le même résultat. Par défaut : 1",
                "Number from which the order is drawn: the same number gives the same result. Default: 1",
            ),
        )
        .value_parser(clap::value_parser!(u64))
        .default_value("1")
        .hide_default_value(true)
    };
    sub(lang, "train", t("Prépare une séance de formation, ou interroge une personne seule", "Prepares a training session, or questions one person"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name(t("COMMANDE", "COMMAND"))
        .subcommand(
            sub(lang, "kit", t("Écrit un dossier : la page de la classe et les fiches à imprimer", "Writes a folder: the page for the class and the hand-outs to print"))
                .arg(Arg::new("case").value_name(t("CAS", "CASE")).num_args(0..).help(t("Cas de référence, par leur nom. Par défaut : ceux que les règles proposent", "Reference cases, by their names. Default: those that the rules propose")).help_heading(t("Arguments\u{a0}", "Arguments")))
                .arg(option(lang, "with", t("FICHIER", "FILE"), t("Un cas à vous, seul ou avec ceux de --case : un fichier de cas (YAML), une situation, ou un tableau avec --row", "A case of yours, alone or with those of --case: a case file (YAML), a situation, or a table with --row")).value_hint(ValueHint::FilePath))
                .arg(option(lang, "row", "N", t("Ligne du tableau donné par --with", "Row of the table given by --with")).value_parser(clap::value_parser!(usize)).requires("with"))
                .arg(option(lang, "chosen", t("FORME", "FORM"), t("La forme retenue sur le terrain, pour une situation ou une ligne", "The form chosen on the ground, for a situation or a row")).requires("with"))
                .args(table_arguments(lang))
                .arg(seed())
                .args(output_arguments(lang).map(|argument| match argument.get_id().as_str() {
                    "output" => argument.value_name(t("DOSSIER", "FOLDER")).help(t("Dossier à écrire", "Folder to write")).value_hint(ValueHint::DirPath).required(true),
                    _ => argument.help(t("Remplace les fichiers du dossier s’ils existent", "Replaces the files of the folder if they exist")),
                }))
                .after_help(t(
                    "La page s’ouvre d’un double-clic, sans réseau ; tout s’y fait au clavier. Jusqu’à la révélation, rien n’y désigne la forme retenue.\n\nExemples :\n  coopform train kit -o seance\n  coopform train kit CAS CAS -o seance --seed 7\n  coopform train kit --with mon-cas.yaml -o seance",
                    "The page opens with a double click, without a network; everything is done from the keyboard. Until the reveal, nothing in it singles out the form chosen.\n\nExamples:\n  coopform train kit -o session\n  coopform train kit CASE CASE -o session --seed 7\n  coopform train kit --with my-case.yaml -o session",
                )),
        )
        .subcommand(
            sub(lang, "quiz", t("Interroge une personne seule, dans le terminal", "Questions one person, in the terminal"))
                .arg(option(lang, "questions", "N", t("Nombre de questions. Par défaut : 8", "Number of questions. Default: 8")).value_parser(clap::value_parser!(u16).range(1..=200)).default_value("8").hide_default_value(true))
                .arg(flag("accessible", t("Lignes numérotées, rien n’est redessiné ; lit aussi des réponses données sur l’entrée standard", "Numbered lines, nothing is redrawn; also reads answers given on standard input")))
                .arg(seed())
                .after_help(t(
                    "Un fait y change parfois entre deux questions, et la réponse avec lui.\n\nExemple :\n  coopform train quiz --questions 5 --seed 3",
                    "A fact sometimes changes from one question to the next, and the answer with it.\n\nExample:\n  coopform train quiz --questions 5 --seed 3",
                )),
        )
}

/// A command about one situation: a file, or a row of a table.
fn about_one(lang: Lang, name: &'static str, about: &'static str) -> Command {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    sub(lang, name, about)
        .arg(file(lang, t("Situation (YAML ou JSON), ou tableau (CSV, classeur, JSON Lines), ou - pour l’entrée standard", "Situation (YAML or JSON), or table (CSV, workbook, JSON Lines), or - for standard input")))
        .arg(option(lang, "row", "N", t("Ligne du tableau, telle que le tableur la numérote", "Row of the table, as the spreadsheet numbers it")).value_parser(clap::value_parser!(usize)))
        .args(table_arguments(lang))
        .arg(format(lang, &["text", "json", "markdown", "html"]))
        .args(output_arguments(lang))
}

fn browse(lang: Lang, name: &'static str, about: &'static str) -> Command {
    let id = Arg::new("id")
        .value_name(lang.pick("NOM", "NAME"))
        .help(lang.pick("Identifiant ou nom ; sans lui, la liste", "Id or name; without it, the list"))
        .help_heading(lang.pick("Arguments\u{a0}", "Arguments"));
    sub(lang, name, about)
        .arg(id)
        .arg(format(lang, &["text", "json", "markdown", "html"]))
        .args(output_arguments(lang))
}

fn file(lang: Lang, help: &'static str) -> Arg {
    Arg::new("file")
        .value_name(lang.pick("FICHIER", "FILE"))
        .required(true)
        .help(help)
        .help_heading(lang.pick("Arguments\u{a0}", "Arguments"))
        .value_hint(ValueHint::FilePath)
}

fn kind(lang: Lang, kinds: &[&'static str]) -> Arg {
    Arg::new("kind")
        .value_name(lang.pick("MODÈLE", "KIND"))
        .required(true)
        .help(kinds.join(", "))
        .help_heading(lang.pick("Arguments\u{a0}", "Arguments"))
        .hide_possible_values(true)
        .value_parser(PossibleValuesParser::new(kinds.to_vec()))
}

fn option(_lang: Lang, name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).hide_possible_values(true)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn format(lang: Lang, formats: &[&'static str]) -> Arg {
    option(
        lang,
        "format",
        "FORMAT",
        lang.pick(
            "Format : text, json, markdown ou html. Par défaut : celui du fichier demandé, sinon text",
            "Format: text, json, markdown or html. Default: that of the file asked for, else text",
        ),
    )
    .value_parser(PossibleValuesParser::new(formats.to_vec()))
}

fn table_arguments(lang: Lang) -> [Arg; 2] {
    let t = |fr: &'static str, en: &'static str| lang.pick(fr, en);
    [
        option(lang, "sheet", t("FEUILLE", "SHEET"), t("Feuille du classeur, par son nom ou son numéro. Par défaut : la première qui contient quelque chose", "Sheet of the workbook, by name or number. Default: the first one that holds something")),
        option(lang, "encoding", t("ENCODAGE", "ENCODING"), t("Encodage du tableau : utf-8, utf-16 ou windows-1252. Par défaut : deviné, et annoncé s’il n’est pas UTF-8", "Encoding of the table: utf-8, utf-16 or windows-1252. Default: guessed, and announced if it is not UTF-8"))
            .value_parser(PossibleValuesParser::new(["utf-8", "utf-16", "windows-1252"])),
    ]
}

fn output_arguments(lang: Lang) -> [Arg; 2] {
    [
        option(
            lang,
            "output",
            lang.pick("FICHIER", "FILE"),
            lang.pick(
                "Écrit dans ce fichier plutôt qu’à l’écran",
                "Writes to this file rather than to the screen",
            ),
        )
        .short('o')
        .value_hint(ValueHint::FilePath),
        flag("force", lang.pick("Remplace le fichier s’il existe", "Replaces the file if it exists")),
    ]
}

/// Shows the help of the program, or of one of its commands.
pub(super) fn help(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    let asked = matches.get_one::<String>("command").map(String::as_str);
    let mut all = command(lang);
    // Building gives each command its full name in its usage line.
    all.build();
    let text = match asked.map(|name| (name, all.find_subcommand_mut(name))) {
        None => all.render_help(),
        Some((_, Some(found))) => found.render_help(),
        Some((name, None)) => {
            return Err(Failure::usage(match lang {
                Lang::Fr => format!("la commande « {name} » n’existe pas. Les commandes : coopform --help"),
                Lang::En => format!("the command “{name}” does not exist. The commands: coopform --help"),
            }));
        }
    };
    output::to_stdout(lang, text.to_string().as_bytes())?;
    Ok(SUCCESS)
}

/// Writes the completions of a shell.
pub(super) fn completions(lang: Lang, matches: &ArgMatches) -> Result<u8, Failure> {
    if let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") {
        let mut script = Vec::new();
        clap_complete::generate(*shell, &mut command(lang), "coopform", &mut script);
        output::to_stdout(lang, &script)?;
    }
    Ok(SUCCESS)
}
