"""Pages in the layouts of the portals, with words and facts of our own."""

from html import escape

PORTAL = "https://procontract.due-north.com"
AREA = """<!DOCTYPE html>
<!-- saved from url=(0099){address} -->
<html><head><title>{title}</title><script>document.title = "never"</script></head><body>{body}</body></html>"""


def page(body, address="", title="A portal"):
    return AREA.format(address=address, body=body, title=title).encode()


def labelled(pairs, label="label", answer="div"):
    """Return labels with their answers, each pair in a cell of its own."""
    cells = (
        f'<div class="cell"><{label}>{escape(name)}</{label}><{answer}>{escape(said)}</{answer}></div>'
        for name, said in pairs.items()
    )
    return "".join(cells)


def advert_address(reference="DN700001"):
    return f"{PORTAL}/Advert?advertId=aaaa-{reference}"


def advert(reference="DN700001", title="Consultation hub", buyer="London Borough of Camden", **said):
    """Return a ProContract advert."""
    pairs = {
        "Opportunity Id": reference,
        "Title": title,
        "Categories": "48000000-8 - Software package and information systems",
        "Description": "A hub for consultations. Ask Jo Bloggs, jo.bloggs@camden.example, 020 7946 0000.",
        "Region(s) of supply": "London",
        "Estimated value": "£1,400,000.00",
        "Keywords": "consultation",
        "Buyer": buyer,
        "Contact": "Jo Bloggs",
        "Email": "jo.bloggs@camden.example",
        "Telephone": "020 7946 0000",
        "Expression of interest start": "02/01/2025 09:00",
        "Expression of interest end": "03/02/2025 12:00",
        "Contract start": "01/04/2025",
        "Contract end": "31/03/2028",
        **{name.replace("_", " "): value for name, value in said.items()},
    }
    told = {name: value for name, value in pairs.items() if value is not None}
    return page(labelled(told), f"{advert_address(reference)}&p=bbbb&v=1")


def opportunities(*rows, headed=True, number=1):
    """Return a page of ProContract's opportunity list; rows are (reference, title, buyer)."""
    names = ("Title", "Buyer", "Expression start", "Expression end", "Estimated value")
    head = "".join(f"<th>{name}</th>" for name in names) if headed else ""
    lines = "".join(
        f'<tr class="gridrow"><td><a href="/Advert?advertId=aaaa-{reference}" title="{reference}">{escape(title)}</a>'
        f"</td><td>{escape(buyer)}</td><td>02/01/2025</td><td>03/02/2025</td><td>N/A</td></tr>"
        for reference, title, buyer in rows
    )
    table = f'<table id="opportunitiesGrid"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'
    return page(f"{table}<a>Next</a>", f"{PORTAL}/Opportunities/Index?Page={number}")


def old_advert(reference="DN100001", number="2", period="24 months", **said):
    """Return an advert of the older London Tenders Portal."""
    pairs = {
        "Contract Reference Number:": reference,
        "Contract Title:": "Parking permits system",
        "Organisation:": "London Borough of Camden",
        "Contract Description:": "Permits for parking, managed online.",
        " Estimated Value (£):": "250,000",
        "Expression of interest start date:": "01/02/2019",
        "Expression of interest end date:": "01/03/2019",
        " Estimated contract start date:": "01/06/2019",
        " Estimated contract end date:": "31/05/2023",
        "Contract Period:": "48 months",
        " Anticipated Extension Period:": period,
        "Number of Anticipated Extensions:": number,
        "Telephone:": "020 7946 0000",
        "Email Address:": "jo.bloggs@camden.example",
        **said,
    }
    cells = "".join(
        f"<dt><label>{escape(name)}</label></dt><dd>{escape(value)}</dd>" for name, value in pairs.items() if value
    )
    return page(f"<dl>{cells}</dl>", f"http://www.londontenders.org/procontract/supplier.nsf/{reference}?OpenDocument")


def question_page(reference="tender_396028", **said):
    """Return a Jaggaer opportunity as questions and answers."""
    pairs = {
        "Project Code": reference,
        "Title": "Housing repairs software",
        "Description": "Software to plan repairs.",
        "Work Category": "72000000 IT services",
        "Organisation": "London Borough of Camden",
        "Buyer": "Jo Bloggs",
        "Buyer Email": "jo.bloggs@camden.example",
        "Listing Deadline": "03/02/2025 12:00",
        "Contract Start Date": "01/04/2025",
        "Contract End Date": "31/03/2028",
        "Options to extend": "two further periods of 12 months",
        **said,
    }
    cells = "".join(
        f'<div class="form_question">{escape(name)}</div><div class="form_answer">{escape(value)}</div>'
        for name, value in pairs.items()
    )
    return page(cells, "https://camden.bravosolution.co.uk/esop/guest/go/opportunity/detail?opportunityId=42")


def question_list(*rows):
    """Return a Jaggaer list; rows are (reference, title)."""
    lines = "".join(
        f'<tr class="table_cnt_body_{"ab"[number % 2]}"><td>{reference}</td>'
        f"<td><a class='detailLink' onclick='javascript:open(1)'>{escape(title)}</a></td><td>03/02/2025</td></tr>"
        for number, (reference, title) in enumerate(rows)
    )
    return page(f"<table><tr><th>Project Code</th><th>Title</th><th>Listing Deadline</th></tr>{lines}</table>")


def expiring(*rows, address="https://in-tendhost.co.uk/camden/aspx/Contracts/Expiring"):
    """Return In-Tend's expiring contracts; rows are (reference, title, supplier, start, end)."""
    names = ("Contract Reference", "Contract Title", "Supplier Name", "Start Date", "End Date", "Contact Name")
    head = "".join(f"<th>{name}</th>" for name in names)
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in (*row, 'Jo Bloggs'))}</tr>" for row in rows)
    menu = "<table><tr><td>Home</td></tr><tr><td>Contracts</td></tr></table>"
    return page(f"{menu}<h1>Expiring contracts</h1><table><tr>{head}</tr>{lines}</table>", address)
