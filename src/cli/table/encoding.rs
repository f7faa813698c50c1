//! The encoding of a table, guessed from its beginning or declared, and its bytes as UTF-8 whatever it is.

use std::io::{self, Cursor, Read};

use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::text::Lang;

/// How much of a file is looked at before deciding.
const SAMPLE: usize = 1 << 20;

/// The encodings that spreadsheets write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Encoding {
    Utf8,
    Utf16Little,
    Utf16Big,
    Windows1252,
}

impl Encoding {
    /// The name shown, and accepted by `--encoding`.
    pub(in crate::cli) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Little | Encoding::Utf16Big => "UTF-16",
            Encoding::Windows1252 => "Windows-1252",
        }
    }

    /// The encoding that an option names.
    pub(in crate::cli) fn named(name: &str) -> Option<Encoding> {
        match name {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16Little),
            "windows-1252" => Some(Encoding::Windows1252),
            _ => None,
        }
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Little => encoding_rs::UTF_16LE,
            Encoding::Utf16Big => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
        }
    }

    /// What was guessed, as a sentence; nothing for UTF-8, which surprises nobody.
    pub(in crate::cli) fn guessed(self, lang: Lang) -> Option<String> {
        let name = self.name();
        (self != Encoding::Utf8).then(|| match lang {
            Lang::Fr => format!(
                "Encodage lu : {name}. Si des accents sont faux, dites lequel avec --encoding utf-8, utf-16 ou windows-1252."
            ),
            Lang::En => format!(
                "Encoding read: {name}. If accents are wrong, say which one with --encoding utf-8, utf-16 or windows-1252."
            ),
        })
    }
}

/// The encoding of what is read, and the same as UTF-8. A live stream is not waited for beyond its first line.
pub(in crate::cli) fn decoded(
    mut raw: Box<dyn Read + Send>,
    declared: Option<Encoding>,
    live: bool,
) -> io::Result<(Encoding, Box<dyn Read + Send>)> {
    let mut sample = Vec::new();
    let enough = |sample: &[u8]| live && sample.contains(&b'\n') && !sample.trim_ascii().is_empty();
    while sample.len() < SAMPLE && !enough(&sample) {
        let room = if live { 1 << 16 } else { SAMPLE - sample.len() };
        let mut block = vec![0; room];
        let read = raw.read(&mut block)?;
        if read == 0 {
            break;
        }
        sample.extend_from_slice(&block[..read]);
    }
    let encoding = declared.map_or_else(|| guess(&sample), |declared| with_mark(declared, &sample));
    let whole = Cursor::new(sample).chain(raw);
    // Bytes that are not UTF-8 in a UTF-8 file are the fault of their row, found later.
    if encoding == Encoding::Utf8 {
        return Ok((encoding, Box::new(whole)));
    }
    let decoder =
        DecodeReaderBytesBuilder::new().encoding(Some(encoding.codec())).bom_sniffing(true).build(whole);
    Ok((encoding, Box::new(decoder)))
}

/// The byte-order mark says which UTF-16 it is.
fn with_mark(declared: Encoding, sample: &[u8]) -> Encoding {
    match declared {
        Encoding::Utf16Little if sample.starts_with(b"\xfe\xff") => Encoding::Utf16Big,
        declared => declared,
    }
}

fn guess(sample: &[u8]) -> Encoding {
    if sample.starts_with(b"\xff\xfe") {
        return Encoding::Utf16Little;
    }
    if sample.starts_with(b"\xfe\xff") {
        return Encoding::Utf16Big;
    }
    // Latin text in UTF-16 without a mark: every other byte is zero.
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let half = sample.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, low) if half > 0 && low * 10 > half * 8 => return Encoding::Utf16Little,
        (high, 0) if half > 0 && high * 10 > half * 8 => return Encoding::Utf16Big,
        (0, 0) => {}
        // A file that is not text: whoever reads it will say so.
        _ => return Encoding::Utf8,
    }
    // A few bad bytes in a file that is otherwise UTF-8 do not make it Windows-1252.
    let (mut sound, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let cut = std::str::from_utf8(sample).is_err_and(|error| error.error_len().is_none());
    if broken > usize::from(cut) && broken > sound { Encoding::Windows1252 } else { Encoding::Utf8 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], declared: Option<Encoding>) -> (Encoding, String) {
        let raw: Box<dyn Read + Send> = Box::new(Cursor::new(bytes.to_vec()));
        let (encoding, mut reader) = decoded(raw, declared, false).unwrap_or_else(|_| unreachable!());
        let mut text = Vec::new();
        let _ = reader.read_to_end(&mut text);
        (encoding, String::from_utf8_lossy(&text).into_owned())
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn each_encoding_of_a_spreadsheet_is_recognised() {
        let text = "Éléments déclencheurs;œuvre à 5 €\n";
        let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let marked = [b"\xff\xfe".to_vec(), utf16(text, false)].concat();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (windows, Encoding::Windows1252),
            (marked, Encoding::Utf16Little),
            (utf16(text, false), Encoding::Utf16Little),
            (utf16(text, true), Encoding::Utf16Big),
        ] {
            assert_eq!(read(&bytes, None), (encoding, text.to_owned()));
        }
    }

    #[test]
    fn one_bad_byte_leaves_a_file_in_utf8() {
        let mut bytes = "échelle;enjeux\nA;".as_bytes().to_vec();
        bytes.extend(b"\xe9\n");
        assert_eq!(read(&bytes, None).0, Encoding::Utf8);
    }

    #[test]
    fn a_declared_encoding_is_obeyed() {
        let declared = read("é".as_bytes(), Some(Encoding::Windows1252));
        assert_eq!(declared, (Encoding::Windows1252, "Ã©".to_owned()));
    }
}
