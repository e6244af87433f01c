use domain::bookkeeping::Bookkeeping;
use domain::capsule_account::{CapsuleAccount, CapsuleCommand};
use domain::drm::losses::LossScheme;
use domain::estate::{Claiming, Estate, EstateCommand, OpeningStock};
use domain::identity::EstateIdentity;
use domain::letterhead::{Letterhead, Logo};
use domain::terms::{CapsuleKind, Regime, Strength, WineSpec};
use domain::units::{Month, Volume, WineId};
use journal::{Operation, Unit, UnitError};
use serde::Serialize;

/// Opens an estate's books with the closing stock of its last return: identity, wines, stocks and capsules together
/// or not at all.
#[derive(Debug, Serialize)]
pub struct OpenEstate {
    /// Trade name.
    pub name: String,
    /// Accise number.
    pub accise: String,
    /// CVI number.
    pub cvi: Option<String>,
    /// Identifier at the interprofession.
    pub interprofession_id: Option<String>,
    /// The month of that return.
    pub last_return: Month,
    /// SHA-256 of the file, hexadecimal.
    pub file_sha256: String,
    /// Its wines with their stocks, one a wine and regime.
    pub wines: Vec<OpeningAccount>,
    /// Its capsules.
    pub capsules: Vec<OpeningCapsules>,
}

/// A wine of the last return.
#[derive(Clone, Debug, Serialize)]
pub struct OpeningAccount {
    /// What it is.
    pub spec: WineSpec,
    /// Its strength, where the return tells it.
    pub strength: Strength,
    /// Suspended or paid.
    pub regime: Regime,
    /// Its closing stock.
    pub closing_ml: Volume,
}

/// A capsule account of the last return.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct OpeningCapsules {
    /// What they are.
    pub kind: CapsuleKind,
    /// The closing count.
    pub closing: i64,
}

/// Registers an estate that brings no last return: its books begin, and it states who it is, together or not at all.
/// Its id is the one of its accise number, `EstateId::of`.
#[derive(Debug, Serialize)]
pub struct RegisterEstate {
    /// Trade name.
    pub name: String,
    /// Accise number.
    pub accise: String,
    /// CVI number.
    pub cvi: Option<String>,
    /// Identifier at the interprofession.
    pub interprofession_id: Option<String>,
    /// The first month that the books hold.
    pub books_from: Month,
    /// Who it is.
    pub identity: EstateIdentity,
}

/// States who the estate is, at first or anew. What is known already leaves nothing behind.
#[derive(Debug, Serialize)]
pub struct DescribeEstate {
    /// Who it is.
    pub identity: EstateIdentity,
}

/// Chooses when the wine of a harvest enters the balance of its declared wine.
#[derive(Debug, Serialize)]
pub struct ChooseClaiming {
    /// When.
    pub claiming: Claiming,
}

/// Chooses by which rates losses are allowed, from a campaign on.
#[derive(Debug, Serialize)]
pub struct ChooseLossScheme {
    /// Which.
    pub scheme: LossScheme,
    /// The first year of the campaign.
    pub campaign: u16,
}

/// Chooses how the books of the sales are kept.
#[derive(Debug, Serialize)]
pub struct SetBookkeeping {
    /// How.
    pub bookkeeping: Bookkeeping,
}

/// Says what stands on the papers besides who the estate is.
#[derive(Debug, Serialize)]
pub struct SetLetterhead {
    /// What.
    pub letterhead: Letterhead,
}

/// Puts a logo on the papers, whose file is kept already, or takes it off.
#[derive(Debug, Serialize)]
pub struct SetLogo {
    /// The logo.
    pub logo: Option<Logo>,
}

/// Declares a wine.
#[derive(Debug, Serialize)]
pub struct DeclareWine {
    /// What it is; its label is its identity.
    pub spec: WineSpec,
    /// Its strength, where customs ask for it.
    pub strength: Strength,
}

/// The commands that it is made of, which a file is also tried out with before anything is written.
impl OpenEstate {
    pub(crate) fn register(&self) -> EstateCommand {
        EstateCommand::Register {
            name: self.name.clone(),
            accise: self.accise.clone(),
            cvi: self.cvi.clone(),
            interprofession_id: self.interprofession_id.clone(),
            books_from: self.last_return.next(),
        }
    }

    pub(crate) fn declare(wine: WineId, account: &OpeningAccount) -> EstateCommand {
        EstateCommand::DeclareWine { wine, spec: account.spec.clone(), strength: account.strength }
    }

    pub(crate) const fn stock(wine: WineId, account: &OpeningAccount) -> OpeningStock {
        OpeningStock { wine, regime: account.regime, volume_ml: account.closing_ml }
    }

    pub(crate) fn take(&self, stocks: Vec<OpeningStock>) -> EstateCommand {
        let file_sha256 = self.file_sha256.clone();
        EstateCommand::TakeOpeningStock { month: self.last_return, file_sha256, stocks }
    }

    pub(crate) const fn open(&self, capsules: &OpeningCapsules) -> CapsuleCommand {
        let month = self.last_return.next();
        CapsuleCommand::Open { kind: capsules.kind, count: capsules.closing, month }
    }
}

impl Operation for OpenEstate {
    const NAME: &'static str = "open_estate";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        unit.execute::<Estate>(estate.uuid(), self.register()).await?;
        let mut declared = std::collections::BTreeSet::new();
        let mut stocks = Vec::new();
        for account in &self.wines {
            let wine = WineId::of(estate, &account.spec.label);
            if declared.insert(wine) {
                unit.execute::<Estate>(estate.uuid(), Self::declare(wine, account)).await?;
            }
            stocks.push(Self::stock(wine, account));
        }
        unit.execute::<Estate>(estate.uuid(), self.take(stocks)).await?;
        for capsules in &self.capsules {
            let account = capsules.kind.account(estate).uuid();
            unit.execute::<CapsuleAccount>(account, self.open(capsules)).await?;
        }
        Ok(())
    }
}

impl Operation for RegisterEstate {
    const NAME: &'static str = "register_estate";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate().uuid();
        let register = EstateCommand::Register {
            name: self.name.clone(),
            accise: self.accise.clone(),
            cvi: self.cvi.clone(),
            interprofession_id: self.interprofession_id.clone(),
            books_from: self.books_from,
        };
        unit.execute::<Estate>(estate, register).await?;
        let describe = EstateCommand::Describe { identity: self.identity.clone() };
        unit.execute::<Estate>(estate, describe).await.map(drop)
    }
}

impl Operation for DescribeEstate {
    const NAME: &'static str = "describe_estate";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let describe = EstateCommand::Describe { identity: self.identity.clone() };
        unit.execute::<Estate>(unit.estate().uuid(), describe).await.map(drop)
    }
}

impl Operation for ChooseClaiming {
    const NAME: &'static str = "choose_claiming";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = EstateCommand::ChooseClaiming { claiming: self.claiming };
        unit.execute::<Estate>(unit.estate().uuid(), command).await.map(drop)
    }
}

impl Operation for ChooseLossScheme {
    const NAME: &'static str = "choose_loss_scheme";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = EstateCommand::ChooseLossScheme { scheme: self.scheme, campaign: self.campaign };
        unit.execute::<Estate>(unit.estate().uuid(), command).await.map(drop)
    }
}

impl Operation for SetBookkeeping {
    const NAME: &'static str = "set_bookkeeping";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = EstateCommand::SetBookkeeping { bookkeeping: self.bookkeeping.clone() };
        unit.execute::<Estate>(unit.estate().uuid(), command).await.map(drop)
    }
}

impl Operation for SetLetterhead {
    const NAME: &'static str = "set_letterhead";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = EstateCommand::SetLetterhead { letterhead: Box::new(self.letterhead.clone()) };
        unit.execute::<Estate>(unit.estate().uuid(), command).await.map(drop)
    }
}

impl Operation for SetLogo {
    const NAME: &'static str = "set_logo";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let command = EstateCommand::SetLogo { logo: self.logo.clone() };
        unit.execute::<Estate>(unit.estate().uuid(), command).await.map(drop)
    }
}

impl Operation for DeclareWine {
    const NAME: &'static str = "declare_wine";
    type Answer = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), UnitError> {
        let estate = unit.estate();
        let wine = WineId::of(estate, &self.spec.label);
        let command = EstateCommand::DeclareWine { wine, spec: self.spec.clone(), strength: self.strength };
        unit.execute::<Estate>(estate.uuid(), command).await.map(drop)
    }
}
