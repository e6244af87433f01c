use domain::drm::declared::Line;
use domain::terms::Regime;

use super::Missing;
use crate::reference::movements::{Dialect, Kinds, MovementCode, Need, of_node};

/// The code of a portal that a line is written by, or what is missing for one. A code that almost fits would be another
/// movement, so there is none then.
pub(super) fn code(dialect: Dialect, regime: Regime, line: &Line) -> Result<&'static MovementCode, Missing> {
    let codes: Vec<&'static MovementCode> = of_node(dialect, regime, line.node).collect();
    let code = match line.nature {
        Some(nature) => {
            let named = |code: &&&MovementCode| match &code.kinds {
                Kinds::All => true,
                Kinds::These(natures) => natures.contains(&nature),
                Kinds::Unnamed => false,
            };
            *codes.iter().find(named).ok_or(Missing::Code { nature: Some(nature) })?
        }
        None => unnamed(&codes, line)?,
    };
    let lacks = |need: Need, told: bool| code.needs(need) && !told;
    if lacks(Need::Country, line.country.is_some()) {
        Err(Missing::Country)
    } else if lacks(Need::ReplacementMonth, line.replaced_month.is_some()) {
        Err(Missing::ReplacedMonth)
    } else if lacks(Need::Contract, line.contract.is_some()) {
        Err(Missing::Contract)
    } else if code.needs(Need::Buyer) {
        // A portal makes a new contract of such a row, with a price that the return does not tell.
        Err(Missing::Buyer)
    } else {
        Ok(code)
    }
}

/// The code of a line that does not tell its kind, as files of CIEL do not: the one that its node has, or the one that
/// asks for what the line tells.
fn unnamed(codes: &[&'static MovementCode], line: &Line) -> Result<&'static MovementCode, Missing> {
    let asked = |code: &&&MovementCode| {
        (line.country.is_some() && code.needs(Need::Country))
            || (line.contract.is_some() && code.needs(Need::Contract))
    };
    match codes {
        [] => Err(Missing::Code { nature: None }),
        [code] => Ok(code),
        codes => {
            let asked: Vec<_> = codes.iter().filter(asked).collect();
            if let [code] = asked[..] { Ok(code) } else { Err(Missing::Nature) }
        }
    }
}
