import pytest

from scrapers.platforms.published_register import BadRegisters, read_registers

HEADER = "name,title,authority,url,page"
GOOD = "camden_register,Camden,E09000007,https://camden.example/a%20b.csv,https://camden.example/contracts"


def written(tmp_path, *rows):
    path = tmp_path / "registers.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n")
    return path


def test_a_row_is_a_register(tmp_path):
    register = read_registers(written(tmp_path, GOOD))["camden_register"]

    assert (register.gss, register.filename) == ("E09000007", "a b.csv")
    assert "https://camden.example/contracts" in register.description


@pytest.mark.parametrize(
    "row",
    [
        GOOD.replace("camden_register", "Camden!"),
        GOOD.replace("https://camden.example/a", "http://camden.example/a"),
        GOOD.replace("https://camden.example/contracts", ""),
        GOOD.replace("https://camden.example/a", "https://me:secret@camden.example/a"),
    ],
)
def test_a_row_that_cannot_be_used_is_told(tmp_path, row):
    with pytest.raises(BadRegisters, match=r"name|https"):
        read_registers(written(tmp_path, row))


def test_no_two_registers_share_a_name(tmp_path):
    with pytest.raises(BadRegisters, match="twice"):
        read_registers(written(tmp_path, GOOD, GOOD))
