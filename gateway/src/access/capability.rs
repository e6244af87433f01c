use async_graphql::Enum;

/// Something that a role may allow.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capability {
    /// See the estate, its wines, and how far the books are.
    ReadBooks,
    /// See vats, movements, harvests and parcels.
    ReadCellar,
    /// See bottle lots and products.
    ReadStock,
    /// See orders, customers and what they bought.
    ReadSales,
    /// See excise returns, their entries and capsule accounts.
    ReadDrm,
    /// See the ledger itself, event by event.
    ReadJournal,
    /// See the members, the invitations and all tokens.
    ReadTeam,
    /// See what happened at the door.
    ReadAccessLog,
    /// Take documents out: returns, journals, exports.
    Export,
    /// Plan and bring in harvests.
    RecordHarvest,
    /// Write movements, analyses and additions down, and validate those that are no corrections.
    RecordMovement,
    /// Correct the books: counter-entries, inventories, changes of name, the opening stock.
    Correct,
    /// Throw drafts away; retire vats and parcels.
    Delete,
    /// Commission vats, register parcels.
    ManageCellar,
    /// Declare wines, keep capsule accounts, close, file and amend returns.
    ManageDrm,
    /// Take orders through.
    Sell,
    /// Keep customers and suppliers.
    ManageParties,
    /// Erase a person.
    ErasePeople,
    /// Say who the estate is.
    ManageEstate,
    /// Invite, promote and remove people.
    ManageTeam,
}

/// What a field needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing: strangers may ask for it.
    Nothing,
    /// An account, with or without an estate.
    Account,
    /// A capability at the current estate.
    Can(Capability),
}

impl Capability {
    /// Every capability.
    pub const ALL: [Self; 20] = [
        Self::ReadBooks,
        Self::ReadCellar,
        Self::ReadStock,
        Self::ReadSales,
        Self::ReadDrm,
        Self::ReadJournal,
        Self::ReadTeam,
        Self::ReadAccessLog,
        Self::Export,
        Self::RecordHarvest,
        Self::RecordMovement,
        Self::Correct,
        Self::Delete,
        Self::ManageCellar,
        Self::ManageDrm,
        Self::Sell,
        Self::ManageParties,
        Self::ErasePeople,
        Self::ManageEstate,
        Self::ManageTeam,
    ];
}
