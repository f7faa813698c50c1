//! One sheet of a workbook (XLSX, XLS, ODS) as the text of a table, row for row and column for column, so that
//! what is reported bears the numbers and letters of the sheet.

use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};

use crate::cli::Failure;
use crate::text::{Lang, fold};

/// The largest workbook opened, in bytes.
const MAX_BYTES: usize = 64 << 20;
/// The largest size of its content once unpacked: a small file may hide a huge one.
const MAX_UNPACKED: u64 = 512 << 20;
/// The most cells of a sheet.
const MAX_CELLS: usize = 20_000_000;

/// A sheet as text, and its name.
pub(in crate::cli) struct Sheet {
    pub(in crate::cli) name: String,
    pub(in crate::cli) text: Vec<u8>,
}

/// Whether bytes begin like a workbook: a ZIP archive, or the older binary format.
pub(in crate::cli) fn is_workbook(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"\xd0\xcf\x11\xe0")
}

/// Reads one sheet: the one asked for by name or number, else the first that has a cell.
pub(in crate::cli) fn read(
    lang: Lang,
    path: &str,
    bytes: Vec<u8>,
    asked: Option<&str>,
) -> Result<Sheet, Failure> {
    let refused = |fr: String, en: String| Failure::data(lang.pick(&fr, &en));
    if bytes.len() > MAX_BYTES {
        let limit = MAX_BYTES >> 20;
        return Err(refused(
            format!("« {path} » dépasse {limit} Mio. Enregistrez la feuille au format « CSV UTF-8 »."),
            format!("“{path}” is larger than {limit} MiB. Save the sheet as “CSV UTF-8”."),
        ));
    }
    let protected = bytes.starts_with(b"\xd0\xcf\x11\xe0") && contains(&bytes, &utf16("EncryptedPackage"));
    if protected {
        return Err(refused(
            format!(
                "« {path} » est protégé par un mot de passe. Retirez-le, ou enregistrez la feuille au format « CSV UTF-8 »."
            ),
            format!("“{path}” is protected by a password. Remove it, or save the sheet as “CSV UTF-8”."),
        ));
    }
    if unpacked(&bytes).is_some_and(|size| size > MAX_UNPACKED) {
        let limit = MAX_UNPACKED >> 20;
        return Err(refused(
            format!(
                "« {path} » dépasse {limit} Mio une fois décompressé. Enregistrez la feuille au format « CSV UTF-8 »."
            ),
            format!("“{path}” is larger than {limit} MiB once unpacked. Save the sheet as “CSV UTF-8”."),
        ));
    }
    let broken = |_: calamine::Error| {
        refused(
            format!("« {path} » n’est pas un classeur lisible (XLSX, XLS ou ODS)."),
            format!("“{path}” is not a readable workbook (XLSX, XLS or ODS)."),
        )
    };
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let names = workbook.sheet_names();
    let wanted = match asked {
        Some(asked) => {
            let by_number = asked.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let by_name = names.iter().position(|name| fold(name) == fold(asked));
            let found = by_name.or(by_number).and_then(|index| names.get(index));
            vec![found.cloned().ok_or_else(|| {
                let all = names.join(", ");
                refused(
                    format!("« {path} » n’a pas de feuille « {asked} ». Feuilles : {all}."),
                    format!("“{path}” has no sheet “{asked}”. Sheets: {all}."),
                )
            })?]
        }
        None => names,
    };
    for name in wanted {
        let range = workbook.worksheet_range(&name).map_err(broken)?;
        let Some((first_row, first_column)) = range.start() else { continue };
        if range.get_size().0.saturating_mul(range.get_size().1) > MAX_CELLS {
            return Err(refused(
                format!("la feuille « {name} » a plus de {MAX_CELLS} cellules."),
                format!("the sheet “{name}” has more than {MAX_CELLS} cells."),
            ));
        }
        let mut text = vec![b'\n'; first_row as usize];
        for row in range.rows() {
            if row.iter().any(|cell| !matches!(cell, Data::Empty)) {
                text.extend(std::iter::repeat_n(b';', first_column as usize));
                for (index, cell) in row.iter().enumerate() {
                    if index > 0 {
                        text.push(b';');
                    }
                    push_quoted(&mut text, &words(cell));
                }
            }
            text.push(b'\n');
        }
        return Ok(Sheet { name, text });
    }
    Err(refused(format!("« {path} » ne contient aucune cellule."), format!("“{path}” holds no cell.")))
}

/// The size of what an archive says it holds; none for what is not an archive.
fn unpacked(bytes: &[u8]) -> Option<u64> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut size = 0u64;
    for index in 0..archive.len() {
        size = size.saturating_add(archive.by_index_raw(index).ok()?.size());
    }
    Some(size)
}

/// What a cell shows; a whole number without decimals.
fn words(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        other => other.to_string(),
    }
}

fn push_quoted(out: &mut Vec<u8>, cell: &str) {
    let special = |c: char| matches!(c, ';' | '"' | '\n' | '\r');
    if !cell.contains(special) {
        out.extend(cell.as_bytes());
        return;
    }
    out.push(b'"');
    out.extend(cell.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_an_archive_is_known_before_it_is_unpacked() {
        let workbook = include_bytes!("../../../tests/workbooks/decale.xlsx");
        let size = unpacked(workbook).unwrap_or(0);
        assert!(size > workbook.len() as u64, "{size}");
        assert_eq!(unpacked(b"nom;enjeux\n"), None);
    }

    #[test]
    fn cells_show_what_a_spreadsheet_shows() {
        let cells = [Data::Float(3.0), Data::Float(2.5), Data::String("a;\"b\"".to_owned()), Data::Empty];
        let mut text = Vec::new();
        for cell in cells {
            push_quoted(&mut text, &words(&cell));
            text.push(b';');
        }
        assert_eq!(String::from_utf8_lossy(&text), "3;2.5;\"a;\"\"b\"\"\";;");
    }
}
