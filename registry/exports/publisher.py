"""Who publishes, under which licence, from which sources: said in every place that a file states it."""

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LICENCE_NAME = "Open Government Licence v3.0"
PUBLISHER = "Thirty3"
SOURCES = (
    ("Find a Tender", "https://www.find-tender.service.gov.uk/"),
    ("Contracts Finder", "https://www.contractsfinder.service.gov.uk/"),
)
