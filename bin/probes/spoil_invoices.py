#!/usr/bin/env python3
"""Spoils sample invoices one way each, and sees that the check tells the rule that each breaks.

usage: spoil_invoices.py FOLDER CHECK    (the samples; facturx_check.py, run by this same Python)

Each case changes one sample, which passes as it is. A case that changes nothing, or whose rule is not told, fails.
"""
import pathlib, re, subprocess, sys

COMPANY, CONSUMER, EXPORT, UNION, CREDIT, CORRECTIVE, PAID = (
    "020-company", "001-consumer", "004-export", "005-intra-community", "006-credit-note", "008-corrective",
    "009-paid-before",
)


def note(subject):
    return rf"\s*<ram:IncludedNote>\s*<ram:Content>[^<]*</ram:Content>\s*<ram:SubjectCode>{subject}</ram:SubjectCode>\s*</ram:IncludedNote>"


# Sample, what is looked for, what stands in its place, the rule that must be told.
CASES = {
    "no-recovery-note": (COMPANY, note("PMT"), "", "BR-FR-05_BT-22_PMT"),
    "no-penalty-note": (COMPANY, note("PMD"), "", "BR-FR-05_BT-22_PMD"),
    "no-discount-note": (COMPANY, note("AAB"), "", "BR-FR-05_BT-22_AAB"),
    "discount-note-twice": (COMPANY, f"({note('AAB')})", r"\1\1", "BR-FR-06_BT-21_AAB"),
    "unknown-exchange": (COMPANY, r">B2B<", ">B2Z<", "BR-FR-20_BT-21"),
    "illegal-number": (COMPANY, r"(<rsm:ExchangedDocument>\s*<ram:ID>)FA-", r"\1FA*", "BR-FR-02_BT-1"),
    "long-number": (COMPANY, r"(<rsm:ExchangedDocument>\s*<ram:ID>)FA-", r"\1FA-0123456789012345678901234567890123456789", "BR-FR-01_BT-1"),
    "year-1999": (COMPANY, r'(<ram:IssueDateTime>\s*<udt:DateTimeString format="102">)2026', r"\g<1>1999", "BR-FR-03_BT-2"),
    "unknown-mode": (COMPANY, r"<ram:ID>B1</ram:ID>", "<ram:ID>Z1</ram:ID>", "BR-FR-08_BT-23"),
    "unknown-type": (COMPANY, r"<ram:TypeCode>380<", "<ram:TypeCode>383<", "BR-FR-04_BT-3"),
    "no-buyer-siren": (COMPANY, r"(<ram:BuyerTradeParty>.*?)<ram:SpecifiedLegalOrganization>.*?</ram:SpecifiedLegalOrganization>", r"\1", "BR-FR-11_BT-47"),
    "no-buyer-address": (COMPANY, r"(<ram:BuyerTradeParty>.*?)<ram:URIUniversalCommunication>.*?</ram:URIUniversalCommunication>", r"\1", "BR-FR-12_BT-49"),
    "no-seller-address": (COMPANY, r"(<ram:SellerTradeParty>.*?)<ram:URIUniversalCommunication>.*?</ram:URIUniversalCommunication>", r"\1", "BR-FR-13_BT-34"),
    "no-seller-vat": (COMPANY, r"(<ram:SellerTradeParty>.*?)<ram:SpecifiedTaxRegistration>.*?</ram:SpecifiedTaxRegistration>", r"\1", "BR-S-02"),
    "siret-of-another": (COMPANY, r'(<ram:SellerTradeParty>\s*<ram:GlobalID schemeID="0009">)\d{9}', r"\g<1>111111111", "BR-FR-09_BT-29"),
    "wrong-grand-total": (COMPANY, r"<ram:GrandTotalAmount>\d", "<ram:GrandTotalAmount>9", "BR-CO-15"),
    "wrong-due": (COMPANY, r"<ram:DuePayableAmount>", "<ram:DuePayableAmount>1", "BR-CO-16"),
    "wrong-line": (COMPANY, r"(<ram:SpecifiedTradeSettlementLineMonetarySummation>\s*<ram:LineTotalAmount>)", r"\g<1>1", "BR-CO-10"),
    "wrong-vat": (COMPANY, r"<ram:CalculatedAmount>", "<ram:CalculatedAmount>1", "BR-CO-14"),
    "no-such-rate": (COMPANY, r"<ram:RateApplicablePercent>20.00<", "<ram:RateApplicablePercent>21.00<", "BR-FR-16_BT-119"),
    "three-decimals": (COMPANY, r"(<ram:TaxBasisTotalAmount>[\d.]+)", r"\g<1>0", "BR-FR-DEC-01_BT-109"),
    "due-before-issue": (COMPANY, r'(<ram:DueDateDateTime>\s*<udt:DateTimeString format="102">)2026', r"\g<1>2025", "BR-FR-CO-07_BT-9"),
    "paid-and-not-paid": (PAID, r"<ram:DuePayableAmount>0.00<", "<ram:DuePayableAmount>1.00<", "BR-FR-CO-09_BT-23-2"),
    "export-without-reason": (EXPORT, r"<ram:ExemptionReason>[^<]*</ram:ExemptionReason>|<ram:ExemptionReasonCode>[^<]*</ram:ExemptionReasonCode>", "", "BR-G-10"),
    "union-without-arrival": (UNION, r"<ram:ShipToTradeParty>.*?</ram:ShipToTradeParty>", "", "BR-IC-12"),
    "union-without-buyer-vat": (UNION, r"(<ram:BuyerTradeParty>.*?)<ram:SpecifiedTaxRegistration>.*?</ram:SpecifiedTaxRegistration>", r"\1", "BR-IC-02"),
    "credit-of-nothing": (CREDIT, r"<ram:InvoiceReferencedDocument>.*?</ram:InvoiceReferencedDocument>", "", "BR-FR-CO-05_BT-3"),
    "corrects-nothing": (CORRECTIVE, r"<ram:InvoiceReferencedDocument>.*?</ram:InvoiceReferencedDocument>", "", "BR-FR-CO-04_BT-4"),
    "no-schema": (CONSUMER, r"<ram:TypeCode>380</ram:TypeCode>", "", "XSD"),
}

# The same within a PDF, in as many bytes, so that nothing moves.
IN_PDF = {
    "another-profile": (b"<fx:ConformanceLevel>EN 16931<", b"<fx:ConformanceLevel>EN 16939<", "XMP fx:ConformanceLevel"),
    "another-file-name": (b"<fx:DocumentFileName>factur-x.xml<", b"<fx:DocumentFileName>factur-y.xml<", "XMP fx:DocumentFileName"),
}


def main(folder, check):
    folder = pathlib.Path(folder)
    spoiled = folder / "spoiled"
    spoiled.mkdir(exist_ok=True)
    wanted, faults = {}, []
    for name, (sample, find, put, rule) in CASES.items():
        text = (folder / f"{sample}.xml").read_text()
        # What stands in several places is changed in all of them.
        everywhere = name in ("export-without-reason", "no-such-rate")
        changed = re.sub(find, put, text, count=0 if everywhere else 1, flags=re.S)
        if changed == text:
            faults.append(f"{name}: nothing was changed")
        path = spoiled / f"{name}.xml"
        path.write_text(changed)
        wanted[path] = rule
    for name, (find, put, finding) in IN_PDF.items():
        data = (folder / f"{COMPANY}.pdf").read_bytes()
        if len(find) != len(put) or find not in data:
            faults.append(f"{name}: nothing was changed")
        path = spoiled / f"{name}.pdf"
        path.write_bytes(data.replace(find, put))
        wanted[path] = finding
    told = subprocess.run([sys.executable, check, *map(str, wanted)], capture_output=True, text=True)
    for path, rule in wanted.items():
        findings = [line for line in told.stdout.splitlines() if line.startswith(f"{path}: ")]
        if not any(rule in finding for finding in findings):
            faults.append(f"{path.name}: {rule} was not told, but {findings or 'nothing'}")
    for fault in faults:
        print(fault)
    print(f"{len(wanted) - len(faults)} of {len(wanted)} spoiled invoices were refused by the rule they break")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
