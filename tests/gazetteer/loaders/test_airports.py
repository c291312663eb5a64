from geostrike.model import PlaceKind

OURAIRPORTS = (
    '"id","ident","type","name","latitude_deg","longitude_deg","elevation_ft","continent","iso_country","iso_region",'
    '"municipality","scheduled_service","icao_code","iata_code","gps_code","local_code","home_link","wikipedia_link",'
    '"keywords"'
)
KHADIM = (
    '1,"HL59","small_airport","Al Khadim Airport",31.998,21.192,10,"AF","LY","LY-MJ",,"no",,,"HL59",,,,'
    '"Al-Khadim AB, Kharouba"'
)


def test_ourairports_with_keywords_as_names(write, built):
    gazetteer, (report,) = built(write("airports.csv", [OURAIRPORTS, KHADIM]))
    assert (report.format, report.places) == ("airports", 1)
    place = gazetteer.search("Kharouba")[0].place
    assert (place.id, place.kind, place.country) == ("airport:HL59", PlaceKind.AIRFIELD, "LY")


def test_airportsdata(write, built):
    header = '"icao","iata","name","city","subd","country","elevation","lat","lon","tz","lid"'
    line = '"HLLM","MJI","Mitiga Airport","Tripoli","Tripoli","LY",36,32.8941,13.276,"Africa/Tripoli",""'
    gazetteer, _ = built(write("a.csv", [header, line, '"XX"', line.replace("32.8941", "99")]))
    assert gazetteer.search("MJI")[0].place.id == "icao:HLLM"


def test_broken_airports_are_reported(write, built):
    _, (report,) = built(write("airports.csv", [OURAIRPORTS, KHADIM, KHADIM.replace("31.998", "131.998"), KHADIM[:40]]))
    assert (report.places, report.faults.total()) == (1, 2)
