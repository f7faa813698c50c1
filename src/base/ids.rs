//! Identities: each is an index into the list of the same name. They never leave the program.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub struct $name(pub u16);

            impl $name {
                /// The id of an index.
                pub fn new(index: usize) -> $name {
                    $name(u16::try_from(index).unwrap_or(u16::MAX))
                }

                /// The index in its list.
                pub fn index(self) -> usize {
                    usize::from(self.0)
                }
            }
        )*
    };
}

ids! {
    /// A dimension of the vocabulary.
    DimensionId
    /// A term, over all dimensions.
    TermId
    /// A quantity of the vocabulary.
    QuantityId
    /// A strength of the scale.
    StrengthId
    /// A level of formality, from the lightest.
    LevelId
    /// A form, in catalogue order.
    FormId
    /// A rule: requirement, argument or pointer.
    RuleId
    /// A reference case.
    CaseId
    /// A question, in the order of the authors.
    QuestionId
}
