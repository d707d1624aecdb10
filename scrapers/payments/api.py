"""`/imports/payments`: what an authority paid, attached to its contracts when it says so."""

from itertools import islice
from typing import Any

from flask import abort, current_app
from flask.views import MethodView
from webargs.flaskparser import abort as refuse

from registry.api.auth import needs
from registry.api.blueprint import Blueprint
from registry.api.clock import now, today
from registry.api.session import session
from registry.roles import Scope
from scrapers.payments.importing import take_in
from scrapers.payments.report import row_told
from scrapers.payments.schemas import MOST_ROWS_TOLD, PaymentsForm, PaymentsImportSchema, shown
from scrapers.registers.api import upload_in
from scrapers.registers.exceptions import UnreadableRegister
from scrapers.registers.locking import ImportBusy
from scrapers.registers.uploads import UploadParser, takes_a_file

blp = Blueprint("payments", "What authorities paid, attached to their contracts when they say so")
blp.ARGUMENTS_PARSER = UploadParser()


@blp.route("/imports/payments")
class PaymentsImports(MethodView):
    @needs(Scope.imports)
    @takes_a_file
    @blp.arguments(PaymentsForm(), location="form", content_type="multipart/form-data")
    @blp.response(200, PaymentsImportSchema())
    @blp.alt_response(409, description="Another import for this authority is under way.")
    @blp.alt_response(413, description="It is larger than 20 MB.")
    @blp.alt_response(415, description="It is not `multipart/form-data`.")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Read a file of payments, and tell which contract each row belongs to; attach them where asked

        A row belongs to the contract whose OCID, notice number or reference it names; one of £30,000 or more that
        names none, to the only contract of the authority with its payee that runs on its day. Redacted payees and
        persons are left out, and no payee's name is kept.
        """
        upload, config = upload_in(form), current_app.config
        session().rollback()  # reading a long file must not keep others from writing
        sessions, locks = current_app.extensions["sessions"], current_app.extensions["scraping"].locks
        is_dry = not form["apply"]
        try:
            taken = take_in(sessions, config["LEAD_TIMES"], locks, upload, now(), today(), is_dry=is_dry)
        except UnreadableRegister as error:
            refuse(422, messages={"form": {"file": [str(error)]}})
        except ImportBusy as error:
            abort(409, str(error))
        asked = form.get("tell")
        rows = (each for each in taken.file.rows if asked is None or each.status in asked)
        return shown(taken, [row_told(each) for each in islice(rows, MOST_ROWS_TOLD)])
