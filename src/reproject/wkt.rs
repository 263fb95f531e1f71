//! Reads well-known text (a .prj file) into a tree of its words, so that `recognise` need not care for
//! order, spaces, brackets or how a number is written.

/// One `KEYWORD[...]` of well-known text.
#[derive(Debug, PartialEq)]
pub(super) struct Node {
    /// In capitals.
    pub keyword: String,
    pub values: Vec<Value>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Value {
    Node(Node),
    Text(String),
    Number(f64),
    /// A bare word, such as `NORTH`.
    Word,
}

/// Real ones are six deep; the bound keeps a hostile file from using up the stack.
const DEEPEST: usize = 32;

impl Node {
    /// The nodes directly inside.
    pub fn children(&self) -> impl Iterator<Item = &Node> {
        self.values.iter().filter_map(|value| if let Value::Node(node) = value { Some(node) } else { None })
    }

    /// The first text inside: mostly a name. Blank when there is none.
    pub fn name(&self) -> &str {
        match self.values.iter().find(|value| matches!(value, Value::Text(_))) {
            Some(Value::Text(name)) => name,
            _ => "",
        }
    }

    /// The numbers directly inside.
    pub fn numbers(&self) -> impl Iterator<Item = f64> {
        self.values.iter().filter_map(|value| if let Value::Number(number) = value { Some(*number) } else { None })
    }

    /// This node and all below it, with one of these keywords.
    pub fn all<'a>(&'a self, keywords: &'a [&str]) -> Vec<&'a Node> {
        let own = keywords.contains(&self.keyword.as_str()).then_some(self);
        own.into_iter().chain(self.children().flat_map(|child| child.all(keywords))).collect()
    }
}

/// The first node of the text and the text of that node alone; `None` when it is not well-known text.
///
/// ESRI puts a vertical system behind the one for the map (`PROJCS[...],VERTCS[...]`): it is read and not returned.
pub(super) fn parse(text: &str) -> Option<(Node, &str)> {
    let mut reader = Reader { text, at: 0 };
    reader.skip_blanks();
    let start = reader.at;
    let first = reader.node(0)?;
    let alone = &text[start..reader.at];
    while reader.take(',') {
        reader.node(0)?;
    }
    reader.rest().is_empty().then_some((first, alone))
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Takes this character, and the blanks around it, if it comes next.
    fn take(&mut self, wanted: char) -> bool {
        self.skip_blanks();
        let comes_next = self.rest().starts_with(wanted);
        if comes_next {
            self.at += wanted.len_utf8();
            self.skip_blanks();
        }
        comes_next
    }

    /// Takes characters as long as they are of a kind.
    fn take_while(&mut self, is_wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = &rest[..rest.find(|each| !is_wanted(each)).unwrap_or(rest.len())];
        self.at += taken.len();
        taken
    }

    fn node(&mut self, depth: usize) -> Option<Node> {
        let keyword = self.take_while(|each| each.is_ascii_alphanumeric() || each == '_').to_ascii_uppercase();
        if keyword.is_empty() || depth > DEEPEST {
            return None;
        }
        let values = self.values(depth)?;
        Some(Node { keyword, values })
    }

    /// `[value, value, ...]`, the brackets round or square.
    fn values(&mut self, depth: usize) -> Option<Vec<Value>> {
        let closing = if self.take('[') { ']' } else { self.take('(').then_some(')')? };
        let mut values = vec![self.value(depth)?];
        while self.take(',') {
            values.push(self.value(depth)?);
        }
        self.take(closing).then_some(values)
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.skip_blanks();
        match self.rest().chars().next()? {
            '"' => self.quoted().map(Value::Text),
            '0'..='9' | '+' | '-' | '.' => {
                let digits = self.take_while(|each| each.is_ascii_alphanumeric() || "+-.".contains(each));
                digits.parse().ok().map(Value::Number)
            }
            _ => self.word_or_node(depth),
        }
    }

    fn word_or_node(&mut self, depth: usize) -> Option<Value> {
        let start = self.at;
        let word = self.take_while(|each| each.is_ascii_alphanumeric() || each == '_');
        self.skip_blanks();
        if self.rest().starts_with(['[', '(']) {
            self.at = start;
            return self.node(depth + 1).map(Value::Node);
        }
        (!word.is_empty()).then_some(Value::Word)
    }

    /// A text in quotes; two quotes stand for one.
    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        while self.rest().starts_with('"') {
            let body = &self.rest()[1..];
            let end = body.find('"')?;
            if !text.is_empty() {
                text.push('"');
            }
            text.push_str(&body[..end]);
            self.at += end + 2;
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_numbers_and_words_are_told_apart() {
        let (node, _) = parse(r#" projcs ( "a ""b""" , -1.5e3, AXIS["E", EAST] ) "#).unwrap();
        assert_eq!(node.keyword, "PROJCS");
        assert_eq!(node.name(), r#"a "b""#);
        assert_eq!(node.numbers().collect::<Vec<_>>(), [-1500.0]);
        assert_eq!(node.all(&["AXIS"])[0].values[1], Value::Word);
    }

    #[test]
    fn what_is_not_well_known_text_is_refused() {
        for broken in
            ["", "PROJCS", "PROJCS[", "PROJCS[\"a\"", "PROJCS[\"a\"))", "PROJCS[\"a\"] x", "[1]", "A[1,]", "A[1.2.3]"]
        {
            assert_eq!(parse(broken), None, "{broken}");
        }
    }

    #[test]
    fn a_vertical_system_behind_the_first_is_left_aside() {
        let (_, alone) = parse(r#"PROJCS["a"],VERTCS["ODN",1]"#).unwrap();
        assert_eq!(alone, r#"PROJCS["a"]"#);
    }

    #[test]
    fn a_thousand_brackets_do_not_use_up_the_stack() {
        assert_eq!(parse(&"A[".repeat(100_000)), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in r#"[A-C\[\]()",.0-9 é]{0,40}"#) {
            if let Some((_, alone)) = parse(&text) {
                prop_assert!(text.contains(alone));
            }
        }
    }
}
