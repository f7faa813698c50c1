//! The few shapes that every readable output shares. A page is typeset once, here, then drawn by
//! `terminal`, `markdown` or `html`.

use crate::render::svg::Svg;
pub use crate::render::typography::{shown, typeset};
use crate::text::Lang;

/// A readable output.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its language.
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// Its content, in order.
    pub blocks: Vec<Block>,
    /// It is to be printed on as few sheets as can be read.
    pub compact: bool,
}

/// One piece of a page.
#[derive(Debug, Clone)]
pub enum Block {
    /// The sentence to be read if only one is.
    Lead(String),
    /// A heading of a section.
    Heading(String),
    /// A heading inside a section.
    Subheading(String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// A picture beside the table that says the same.
    Figure(Figure),
    /// A remark at the foot.
    Foot(String),
}

/// Rows under column headings; the first cell of each row names it.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What it holds, in one sentence or less.
    pub caption: String,
    /// Column headings.
    pub header: Vec<String>,
    /// Rows, as wide as the header.
    pub rows: Vec<Vec<String>>,
    /// The column outlined; its heading says so in words too.
    pub live_column: Option<usize>,
    /// The rows outlined; a cell of each says so in words too.
    pub live_rows: Vec<usize>,
}

/// A picture, and the table that says the same. Where nothing can be drawn, the table stands alone.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The picture.
    pub picture: Svg,
    /// The same as a table.
    pub table: Table,
    /// The table reads better than the picture: pages show it alone, the picture is for files.
    pub table_alone: bool,
    /// The same in lines, where those read better than a table and nothing can be drawn; empty: the table.
    pub told: Vec<Block>,
}

/// An item of a list.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// A short mark before the text, such as a strength or a status.
    pub mark: String,
    /// How long its bar is, in blocks; 0 for no bar.
    pub bar: usize,
    /// The text.
    pub text: String,
    /// Lines under it.
    pub details: Vec<String>,
}

impl Page {
    /// An empty page.
    pub fn new(lang: Lang, title: impl AsRef<str>) -> Page {
        Page { lang, title: typeset(lang, title.as_ref()), blocks: Vec::new(), compact: false }
    }

    /// Adds the lead.
    pub fn lead(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Lead(typeset(self.lang, text.as_ref())));
    }

    /// Adds a heading.
    pub fn heading(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Heading(typeset(self.lang, text.as_ref())));
    }

    /// Adds a heading inside a section.
    pub fn subheading(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Subheading(typeset(self.lang, text.as_ref())));
    }

    /// Adds a paragraph, unless it is empty.
    pub fn paragraph(&mut self, text: impl AsRef<str>) {
        if !text.as_ref().is_empty() {
            self.blocks.push(Block::Paragraph(typeset(self.lang, text.as_ref())));
        }
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, items: impl IntoIterator<Item = Item>) {
        let set = |text: String| typeset(self.lang, &text);
        let items: Vec<Item> = items
            .into_iter()
            .map(|item| Item {
                mark: set(item.mark),
                bar: item.bar,
                text: set(item.text),
                details: item.details.into_iter().map(set).collect(),
            })
            .collect();
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds a table.
    pub fn table(&mut self, caption: impl Into<String>, header: Vec<String>, rows: Vec<Vec<String>>) {
        let table = Table { caption: caption.into(), header, rows, ..Table::default() };
        self.blocks.push(Block::Table(table.typeset(self.lang)));
    }

    /// Adds a picture with its table, unless it has nothing to show.
    pub fn figure(&mut self, figure: Figure) {
        if !figure.table.rows.is_empty() {
            let table = figure.table.typeset(self.lang);
            self.blocks.push(Block::Figure(Figure { table, ..figure }));
        }
    }

    /// Adds a remark at the foot.
    pub fn foot(&mut self, text: impl AsRef<str>) {
        self.blocks.push(Block::Foot(typeset(self.lang, text.as_ref())));
    }
}

impl Figure {
    /// A picture with its table.
    pub fn new(picture: Svg, table: Table) -> Figure {
        Figure { picture, table, table_alone: false, told: Vec::new() }
    }
}

impl Table {
    fn typeset(self, lang: Lang) -> Table {
        let set = |row: Vec<String>| row.iter().map(|cell| typeset(lang, cell)).collect();
        Table {
            caption: typeset(lang, &self.caption),
            header: set(self.header),
            rows: self.rows.into_iter().map(set).collect(),
            ..self
        }
    }
}

impl Item {
    /// A plain item.
    pub fn text(text: impl Into<String>) -> Item {
        Item { text: text.into(), ..Item::default() }
    }

    /// An item with a mark.
    pub fn marked(mark: impl Into<String>, text: impl Into<String>) -> Item {
        Item { mark: mark.into(), text: text.into(), ..Item::default() }
    }

    /// The text and what stands under it, in a row.
    pub fn line(&self) -> String {
        std::iter::once(&self.text).chain(&self.details).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Adds a line under the item, unless it is empty.
    #[must_use]
    pub fn detail(mut self, line: impl Into<String>) -> Item {
        let line = line.into();
        if !line.is_empty() {
            self.details.push(line);
        }
        self
    }
}
