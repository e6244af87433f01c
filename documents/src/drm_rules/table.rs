use super::breach::{Finding, Severity};
use super::circumstances::Case;
use super::{balance, capsules, documents, meta, products};

/// The part of the return that a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// The file and its declarant.
    Meta,
    /// The wines and their stocks.
    Balance,
    /// The capsules.
    Capsules,
    /// The documents.
    Documents,
}

/// One rule of CIEL.
pub struct Rule {
    /// Its number: `RG11`.
    pub number: &'static str,
    /// What it is about.
    pub block: Block,
    /// What a breach of it means.
    pub severity: Severity,
    /// True where it compares with the return before.
    pub needs_previous: bool,
    /// The official message, parameters between `<` and `>`; our own words where the guide has none or cuts it short.
    pub message: &'static str,
    /// Where to look.
    pub hint: &'static str,
    pub(super) check: fn(&Case<'_>) -> Vec<Finding>,
}

macro_rules! rules {
    ($($number:literal $module:ident::$check:ident $block:ident $severity:ident $previous:literal
        $message:literal $hint:literal;)*) => {
        /// Every rule, in the order of the guide; the first is RG1.
        pub static RULES: &[Rule] = &[$(Rule {
            number: $number,
            block: Block::$block,
            severity: Severity::$severity,
            needs_previous: $previous,
            message: $message,
            hint: $hint,
            check: $module::$check,
        }),*];
    };
}

rules! {
    "RG1" meta::rg1_of_value Meta Blocking false
        "Une erreur est survenue pendant le téléversement du fichier. Le fichier ne respecte pas le formalisme attendu et ne peut pas être intégré en l'état."
        "Le fichier, à la ligne et à l’élément dits.";
    "RG2" meta::rg2 Meta Error false
        "Le fichier importé ne correspond pas au numéro d’agrément de cette déclaration."
        "Le numéro d’accise du domaine, dans ses réglages.";
    "RG3" meta::rg3 Meta Blocking false
        "Le fichier importé ne correspond pas à la période de taxation de cette déclaration."
        "Le mois de la déclaration ouverte dans CIEL.";
    "RG4" meta::rg4 Meta Error true
        "Le produit dont le libellé commercial est \"<libellé personnalisé>\" n'a pas été reporté dans le fichier alors que son stock de fin de période est différent de zéro."
        "La fiche du vin : libellé, code, TAV.";
    "RG5" balance::rg5 Balance Notice true
        "Les produits de la déclaration précédente sont pré-remplis."
        "Rien à faire.";
    "RG6" balance::rg6 Balance Error false
        "Des éléments de la balance des stocks en droits suspendus et/ou acquittés ont été saisis alors que l'opérateur a indiqué effectuer une déclaration néant."
        "La case « néant » de CIEL, ou les produits du fichier.";
    "RG7" balance::rg7 Balance Error false
        "Le fichier comporte une balance des stocks en droits suspendus alors que l'agrément ne le prévoit pas."
        "Le type d’agrément du domaine, ou le régime des vins.";
    "RG8" balance::rg8 Balance Error false
        "L'agrément n'autorise pas les types de documents d'accompagnement saisis."
        "Le type d’agrément du domaine, ou les documents.";
    "RG9" balance::rg9 Balance Error true
        "Erreurs en balance des stocks, droits suspendus (stocks déclaration précédente) : Le produit <libellé personnalisé> a un stock de début de période différent du stock de fin de période renseigné dans la déclaration précédente."
        "Le stock de fin du mois précédent, tel que déposé.";
    "RG10" balance::rg10 Balance Error true
        "Erreurs en balance des stocks, droits acquittés (stocks déclaration précédente) : Le produit <libellé personnalisé> a un stock de début de période différent du stock de fin de période renseigné dans la déclaration précédente."
        "Le stock de fin du mois précédent, tel que déposé.";
    "RG11" balance::rg11 Balance Error false
        "Erreurs en balance des stocks, droits suspendus (calcul du stock de fin de période) : Pour le produit <libellé personnalisé> le stock de fin de période précisé dans le fichier ne correspond pas à la valeur calculée à partir des entrées et des sorties renseignées."
        "Les mouvements du mois et le stock de fin.";
    "RG12" balance::rg12 Balance Error false
        "Erreurs en balance des stocks, droits acquittés (calcul du stock de fin de période) : Pour le produit <libellé personnalisé> le stock de fin de période précisé dans le fichier ne correspond pas à la valeur calculée à partir des entrées et des sorties renseignées."
        "Les mouvements du mois et le stock de fin.";
    "RG13" balance::rg13 Balance Error false
        "Le stock de fin de période théorique pour le produit « <libellé personnalisé> » ne peut pas être négatif."
        "Une sortie de trop, ou une entrée qui manque.";
    "RG14" products::rg14 Balance Error false
        "Le produit <libellé personnalisé> se réfère au libellé fiscal <libellé fiscal>, pour lequel le TAV est obligatoire. Le TAV doit être renseigné pour ce produit."
        "Le TAV, sur la fiche du vin.";
    "RG15" products::rg15 Balance Error false
        "Le produit <libellé personnalisé> se réfère au libellé fiscal <libellé fiscal> : son TAV n’est pas dans la tranche. Pour ce libellé fiscal, le TAV doit être <tranche>."
        "Le TAV et le libellé fiscal, sur la fiche du vin.";
    "RG16" balance::rg16 Balance Error true
        "Le produit <libellé personnalisé> n’est pas repris dans la déclaration alors que son stock théorique de fin de période précédente n’est pas nul."
        "Le vin à reporter, même sans mouvement.";
    "RG17" balance::rg17 Balance Error false
        "Produit <libellé personnalisé> : d’autres entrées ont été renseignées, le champ \"observations\" doit être rempli."
        "Les observations du vin.";
    "RG18" balance::rg18 Balance Error false
        "Produit <libellé personnalisé> : d’autres sorties ont été renseignées, le champ \"observations\" doit être rempli."
        "Les observations du vin.";
    "RG19" balance::rg19 Balance Error false
        "Produit <libellé personnalisé> : un replacement en suspension de droits a été renseigné, le champ \"observations\" doit être rempli."
        "Les observations du vin.";
    "RG20" products::rg20 Balance Error false
        "Produit <libellé personnalisé> : les replacements en suspension de droits doivent concerner des périodes remontant au maximum à 2 ans à compter de la période de taxation en cours."
        "Le mois de la vente replacée.";
    "RG21" products::rg21 Balance Notice false
        "Produit <libellé personnalisé> : des ventes de l’année précédente ne se déclarent que dans une déclaration annuelle (DRA) à cheval sur deux années."
        "Les ventes de l’année précédente.";
    "RG22" products::rg22 Balance Error false
        "Les libellés fiscaux de matières premières interdisent l'utilisation de replacements et les sorties avec paiement de droits."
        "Les sorties de la matière première.";
    "RG23" products::rg23 Balance Error false
        "Il est interdit de déclarer des matières premières dans les balances en droits acquittés."
        "Le régime de la matière première.";
    "RG39a" products::rg39a Balance Error false
        "Il est interdit de déclarer une mise sur le marché en Corse si le produit n’est pas un vin tranquille ou un vin mousseux ou si l’EFS n’est pas en Corse."
        "Les mises sur le marché corse, et le département de l’établissement.";
    "RG40" products::rg40 Balance Error false
        "Le produit <libellé personnalisé> indiqué comme étant prémix n’a pas un TAV cohérent."
        "Le TAV et le libellé fiscal, sur la fiche du vin.";
    "RG41" products::rg41 Balance Error false
        "Produit <libellé personnalisé> : un rhum traditionnel du contingent fiscal a un TAV d’au moins 39,8%."
        "Le TAV et le libellé fiscal, sur la fiche du vin.";
    "RG42" products::rg42 Balance Notice false
        "Produit <libellé personnalisé> : le libellé fiscal <libellé fiscal> est remplacé automatiquement par <remplacé par>."
        "Le libellé fiscal, sur la fiche du vin.";
    "RG24" capsules::rg24 Capsules Error false
        "Un compte CRD a été saisi alors que l’agrément ne l’autorise pas."
        "Le type d’agrément du domaine, ou les capsules.";
    "RG25" capsules::rg25 Capsules Error false
        "Erreur sur les types de capsules déclarés."
        "Les types de capsules de la catégorie.";
    "RG26" capsules::rg26 Capsules Error false
        "Erreur sur les types de capsules déclarés."
        "Les types de capsules de la catégorie.";
    "RG27" capsules::rg27 Capsules Error false
        "Une même centilisation est présente plusieurs fois pour la catégorie CRD <catégorie> (<type de capsule>)."
        "Les comptes de capsules de cette taille.";
    "RG28" capsules::rg28 Capsules Error false
        "Le stock de fin de période de la centilisation <volume> pour la catégorie <catégorie> (<type de capsule> ne correspond pas aux entrées et sorties."
        "Les mouvements de capsules du mois.";
    "RG29" capsules::rg29 Capsules Error true
        "La centilisation <volume> pour la catégorie <catégorie> (<type de capsule>) n’est pas reprise dans la déclaration alors que son stock théorique de fin de période précédente n’est pas nul."
        "Le compte de capsules à reporter.";
    "RG30" capsules::rg30 Capsules Error false
        "Une centilisation pour la catégorie <catégorie> (<type de capsule>) n'est pas correctement renseignée."
        "La taille du contenant.";
    "RG31" capsules::rg31 Capsules Error false
        "Erreur sur les types de capsules déclarés."
        "Les comptes de capsules de cette taille.";
    "RG32" capsules::rg32 Capsules Error false
        "La centilisation personnalisée <volume> pour la catégorie <catégorie> (<type de capsule>) existe déjà dans la liste de définition prévue."
        "La taille du contenant, prévue par la liste.";
    "RG33" capsules::rg33 Capsules Error true
        "La centilisation <volume> pour la catégorie <catégorie> (<type de capsule>) doit avoir un stock de début de période égal au stock de fin de période de la déclaration précédente."
        "Le compte de capsules de fin du mois précédent.";
    "RG34" capsules::rg34 Capsules Notice false
        "Les sorties avec paiement de droits doivent porter au moins une année."
        "Rien à faire.";
    "RG43" capsules::rg43 Capsules Error false
        "Le champ Observation doit être renseigné pour la centilisation <volume> pour la catégorie <catégorie> (<type de capsule>) car des autres entrées ont été saisies."
        "Les observations du compte de capsules.";
    "RG44" capsules::rg44 Capsules Error false
        "Le champ Observation doit être renseigné pour la centilisation <volume> pour la catégorie <catégorie> (<type de capsule>) car des autres sorties ont été saisies."
        "Les observations du compte de capsules.";
    "RG35" documents::rg35 Documents Error false
        "L'agrément n'autorise pas les types de documents d'accompagnement saisis."
        "Le type d’agrément du domaine, ou les documents.";
    "RG36" documents::rg36 Documents Error false
        "Le numéro d’accise destinataire saisi dans le relevé de non apurement n’est pas correct ou n’existe pas dans le référentiel des opérateurs de la DGDDI."
        "Le numéro d’accise du destinataire, ou le bureau de sortie.";
    "RG37" documents::rg37 Documents Error false
        "Les références des documents d'accompagnement ne peuvent pas être des nombres négatifs, nuls ou décimaux."
        "Le premier et le dernier numéro.";
    "RG38" documents::rg38 Documents Error false
        "Le nombre de référence dans la période doit être un entier strictement positif."
        "Le nombre de documents.";
    "RG39b" products::rg39b Documents Error false
        "Produit <libellé personnalisé> : le TAV d’un nouvel alcool doit être strictement supérieur à 1,2%."
        "Le TAV et le libellé fiscal, sur la fiche du vin.";
    "RG45" products::rg45 Balance Error false
        "Produit <libellé personnalisé> : ce produit n’est pas soumis à droits, ni vente taxée ni replacement n’est permis."
        "Les ventes et replacements du produit.";
    "RG46" meta::rg46 Meta Error true
        "La période de la déclaration précède la dernière période validée (<dernière période validée>)."
        "Le mois de la déclaration.";
}
