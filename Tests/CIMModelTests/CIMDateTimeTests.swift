import CIMModel
import Testing

@Suite struct CIMDateTimeTests {
  @Test(arguments: [
    ("20130309030625.000000+000", "2013-03-09T03:06:25Z"),
    ("20140403144550.468750+480", "2014-04-03T14:45:50.46875+08:00"),
    ("20240229235959.000001-300", "2024-02-29T23:59:59.000001-05:00"),
    ("00010101000000.000000+000", "0001-01-01T00:00:00Z"),
    ("99991231235959.999999+000", "9999-12-31T23:59:59.999999Z"),
    ("00000001132312.000000:000", "P1DT13H23M12S"),
    ("99999999235959.500000:000", "P99999999DT23H59M59.5S"),
    ("********143000.000000-420", "14:30:00-07:00"), ("********000000.500000+000", "00:00:00.5Z"),
  ])
  func bothFormsTellTheSame(fixed: String, iso: String) throws {
    let time = try #require(CIMDateTime(fixed))
    #expect(time.isoText == iso)
    #expect(time.text == fixed)
    #expect(CIMDateTime(iso) == time)
  }

  @Test(arguments: [
    "", "P", "PT", "P1Y", "P1M", "P1DT", "P1D2H", "-P1D", "P1.5D", "P999999999D",
    "2013-02-29T00:00:00Z", "2013-13-01", "2013-1-1", "2013-03-09T25:00:00Z",
    "2013-03-09T03:06:25+1",
    "20130229000000.000000+000", "20130309030625.000000*000", "2013030903062x.000000+000",
    "00000001240000.000000:000", "20130309030625,000000+000",
    "********243000.000000+000", "25:00:00", "14:30",
    "2013-03-09T03:06:25.Z", "10000-01-01", "2013-03-09T03:06:25Zjunk",
  ])
  func whatIsNoTimeIsRefused(text: String) {
    #expect(CIMDateTime(text) == nil)
  }

  @Test func unknownDigitsCountAsZero() {
    #expect(CIMDateTime("201303090306**.******+000")?.isoText == "2013-03-09T03:06:00Z")
  }

  @Test func theOffsetChangesHowTheMomentIsShownAndNotTheMoment() throws {
    let east = try #require(CIMDateTime("2013-03-09T03:06:25+02:00"))
    let west = try #require(CIMDateTime("2013-03-08T20:06:25-05:00"))
    #expect(east.order == west.order)
    #expect(east != west)
  }
}
