"""The national identity and tax numbers that are known, as facts for `national_id`.

Every number is checked by the python-stdnum module named first (https://arthurdejong.org/python-stdnum/), whose
documentation links each state's own definition. `shape` is a spelling that hardly anything but this number has; with
`everywhere` it is taken without a telling name, else only from a person of that country. `bare` is how many digits it
has where check digits and birthday leave less than about one random number in a hundred: from a person of that country
these count without a spelling, too. Without shape and bare, the name must tell. `checked` says whether a wrong digit
is noticed at all.
"""

from typing import NamedTuple

from tracker.taxonomy import Category


class Number(NamedTuple):
    """A number of one country's."""

    module: str
    words: str
    category: Category = Category.NATIONAL_ID
    shape: str = ""
    everywhere: bool = False
    bare: int = 0
    checked: bool = True

    @property
    def country(self) -> str:
        return self.module[:2].upper()


_TAX = Category.TAX_ID

NUMBERS: tuple[Number, ...] = (
    Number("ar.cuit", "Argentine tax number (CUIT)", _TAX, r"(?:20|2[3-7])-\d{8}-\d"),
    Number("ar.dni", "Argentine identity number (DNI)", checked=False),
    Number("at.vnr", "Austrian insurance number (SVNR)"),
    Number("au.tfn", "Australian tax file number", _TAX),
    Number("be.nn", "Belgian national number", shape=r"\d\d\.\d\d\.\d\d-\d{3}[. ]\d\d", everywhere=True, bare=11),
    Number("be.bis", "Belgian BIS number", bare=11),
    Number("bg.egn", "Bulgarian identity number (EGN)"),
    Number("bg.pnf", "Bulgarian number of a foreigner (PNF)"),
    Number("br.cpf", "Brazilian CPF", _TAX, r"\d{3}\.\d{3}\.\d{3}-\d\d", everywhere=True, bare=11),
    Number("ca.sin", "Canadian social insurance number", _TAX, r"\d{3}[ -]\d{3}[ -]\d{3}"),
    Number("ch.ssn", "Swiss social insurance number", shape=r"756\.\d{4}\.\d{4}\.\d\d", everywhere=True),
    Number("cl.rut", "Chilean RUT", _TAX, r"\d{1,2}\.\d{3}\.\d{3}-[\dKk]", everywhere=True),
    Number("cn.ric", "Chinese identity card number", shape=r"[1-8]\d{5}(?:19|20)\d{9}[\dXx]", everywhere=True, bare=18),
    Number("co.nit", "Colombian NIT", _TAX),
    Number("cr.cpf", "Costa Rican identity card number", shape=r"\d{1,2}-\d{4}-\d{4}", checked=False),
    Number("cu.ni", "Cuban identity card number"),
    Number("cz.rc", "Czech birth number", shape=r"\d{6}/\d{3,4}"),
    Number("de.idnr", "German tax number (IdNr)", _TAX, bare=11),
    Number("de.stnr", "German tax number (Steuernummer)", _TAX, checked=False),
    Number("dk.cpr", "Danish CPR number", shape=r"\d{6}-\d{4}", checked=False),
    Number("do.cedula", "Dominican identity card number", shape=r"\d{3}-\d{7}-\d"),
    Number("ec.ci", "Ecuadorian identity card number"),
    Number("ee.ik", "Estonian identity code", bare=11),
    Number("es.dni", "Spanish DNI", shape=r"\d{8}[ -]?[A-HJ-NP-TV-Za-hj-np-tv-z]"),
    Number(
        "es.nie",
        "Spanish number of a foreigner (NIE)",
        shape=r"[XYZxyz][ -]?\d{7}[ -]?[A-HJ-NP-TV-Za-hj-np-tv-z]",
        everywhere=True,
    ),
    Number("fi.hetu", "Finnish identity code (HETU)", shape=r"\d{6}[-+A-FU-Y]\d{3}[A-Y]", everywhere=True),
    Number("fi.hetu", "Finnish identity code (HETU)", shape=r"\d{6}[-+A-FU-Y]\d{4}"),  # as dated orders are
    Number("fr.nif", "French tax number", _TAX),
    Number(
        "fr.nir",
        "French social security number (NIR)",
        shape=r"[1278] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d\d|2[ABab]) ?\d{3} ?\d{3} ?\d\d",
        everywhere=True,
        bare=15,
    ),
    Number("gb.nhs", "British NHS number", shape=r"\d{3} \d{3} \d{4}"),
    Number("gb.utr", "British tax reference", _TAX),
    Number("gr.amka", "Greek AMKA", bare=11),
    Number("gr.vat", "Greek tax number", _TAX),
    Number("hr.oib", "Croatian OIB"),
    Number("hu.anum", "Hungarian tax number", _TAX),
    Number("id.nik", "Indonesian identity number (NIK)", checked=False),
    Number("ie.pps", "Irish PPS number", shape=r"\d{7}[A-W][A-IW]?"),
    Number("il.idnr", "Israeli identity number"),
    Number("in_.aadhaar", "Indian Aadhaar number", shape=r"[2-9]\d{3} \d{4} \d{4}"),
    Number("in_.pan", "Indian PAN", _TAX, r"[A-Z]{3}P[A-Z]\d{4}[A-Z]", checked=False),
    Number("is_.kennitala", "Icelandic kennitala", shape=r"\d{6}-\d{4}", bare=10),
    Number(
        "it.codicefiscale",
        "Italian codice fiscale",
        shape=r"[A-Za-z]{6}\d\d[A-Za-z]\d\d[A-Za-z]\d{3}[A-Za-z]",
        everywhere=True,
    ),
    Number("ke.pin", "Kenyan tax number", _TAX, r"A\d{9}[A-Z]", checked=False),
    Number("kr.rrn", "South Korean resident number", shape=r"\d{6}-[1-8]\d{6}", everywhere=True, bare=13),
    Number("lt.asmens", "Lithuanian identity number"),
    Number("mu.nid", "Mauritian identity number", shape=r"[A-Z]\d{12}[0-9A-Z]", everywhere=True),
    Number("mx.curp", "Mexican CURP", shape=r"[A-Za-z]{4}\d{6}[HMXhmx][A-Za-z]{5}[A-Za-z0-9]\d", everywhere=True),
    Number("mx.rfc", "Mexican RFC", _TAX, r"[A-Z]{4}\d{6}[A-Z0-9]{3}", checked=False),
    Number("my.nric", "Malaysian identity card number", shape=r"\d{6}-\d\d-\d{4}", checked=False),
    Number("nl.bsn", "Dutch BSN"),
    Number("nl.identiteitskaartnummer", "Dutch identity card number", checked=False),
    Number("no.fodselsnummer", "Norwegian birth number", shape=r"\d{6} \d{5}", bare=11),
    Number("nz.ird", "New Zealand IRD number", _TAX, r"\d{2,3}-\d{3}-\d{3}"),
    Number("pe.cui", "Peruvian identity number", checked=False),
    Number("pk.cnic", "Pakistani CNIC", shape=r"\d{5}-\d{7}-\d", checked=False),
    Number("pl.pesel", "Polish PESEL"),
    Number("pl.nip", "Polish tax number (NIP)", _TAX),
    Number("pt.cc", "Portuguese citizen card number", shape=r"\d{8} ?\d ?[A-Z0-9]{2}\d"),
    Number("pt.nif", "Portuguese tax number (NIF)", _TAX),
    Number("ro.cnp", "Romanian CNP", bare=13),
    Number("rs.pib", "Serbian tax number", _TAX),
    Number("ru.inn", "Russian tax number (INN)", _TAX),
    Number("se.personnummer", "Swedish personnummer", shape=r"(?:19|20)?\d{6}[-+]\d{4}", bare=12),
    Number("si.emso", "Slovenian EM\u0160O", bare=13),
    Number("sk.rc", "Slovak birth number", shape=r"\d{6}/\d{3,4}"),
    Number("sv.nit", "Salvadoran NIT", _TAX, r"\d{4}-\d{6}-\d{3}-\d", everywhere=True),
    Number("th.pin", "Thai identity number", shape=r"\d-\d{4}-\d{5}-\d\d-\d", everywhere=True),
    Number("tr.tckimlik", "Turkish identity number", bare=11),
    Number("ua.rntrc", "Ukrainian taxpayer number", _TAX),
    Number(
        "us.ssn", "American social security number", shape=r"(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}", checked=False
    ),
    Number("us.itin", "American ITIN", _TAX, r"9\d\d-\d\d-\d{4}", checked=False),
    Number("us.atin", "American ATIN", _TAX, checked=False),
    Number("us.ptin", "American PTIN", _TAX, checked=False),
    Number("ve.rif", "Venezuelan RIF", _TAX, r"[VE]-?\d{8}-?\d"),
    Number("vn.mst", "Vietnamese tax number", _TAX),
    Number("za.idnr", "South African identity number", bare=13),
    Number("ad.nrt", "Andorran tax number (NRT)", _TAX, r"[A-Z][ -]\d{6}[ -][A-Z]", checked=False),
    Number("al.nipt", "Albanian tax number (NIPT)", _TAX, checked=False),
    Number("at.tin", "Austrian tax number", _TAX),
    Number("br.cnpj", "Brazilian CNPJ", _TAX, r"\d\d\.\d{3}\.\d{3}/\d{4}-\d\d"),
    Number("ca.bc_phn", "British Columbian health number"),
    Number("cy.vat", "Cypriot tax number", _TAX),
    Number("do.rnc", "Dominican tax number (RNC)", _TAX),
    Number("es.nif", "Spanish tax number (NIF)", _TAX),
    Number("eu.vat", "European VAT number", _TAX),
    Number("gb.vat", "British VAT number", _TAX),
    Number("gh.tin", "Ghanaian tax number", _TAX),
    Number("gt.nit", "Guatemalan NIT", _TAX),
    Number("id.npwp", "Indonesian tax number (NPWP)", _TAX, r"\d\d\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}", everywhere=True),
    Number("in_.epic", "Indian voter number (EPIC)"),
    Number("in_.vid", "Indian virtual identity number (VID)", shape=r"[2-9]\d{3} \d{4} \d{4} \d{4}"),
    Number("jp.in_", "Japanese individual number", shape=r"\d{4} \d{4} \d{4}"),
    Number("lv.pvn", "Latvian personal code", shape=r"\d{6}-\d{5}"),
    Number("md.idno", "Moldovan identification number"),
    Number("mz.nuit", "Mozambican tax number (NUIT)", _TAX),
    Number("pe.ruc", "Peruvian tax number (RUC)", _TAX),
    Number("py.ruc", "Paraguayan RUC", _TAX, r"\d{5,8}-\d"),
    Number("sn.ninea", "Senegalese NINEA", _TAX),
    Number("th.tin", "Thai tax number", _TAX),
    Number("tn.mf", "Tunisian tax number", _TAX),
    Number("tr.vkn", "Turkish tax number", _TAX),
    Number("uy.rut", "Uruguayan RUT", _TAX),
    Number("za.tin", "South African tax number", _TAX),
)
