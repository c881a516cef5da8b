extension ClassCatalog {
  /// The clock and the time zone.
  static let timeClasses = """
    [singleton] class Win32_CurrentTime {
      uint32 Day;
      uint32 DayOfWeek;
      uint32 Hour;
      uint32 Milliseconds;
      uint32 Minute;
      uint32 Month;
      uint32 Quarter;
      uint32 Second;
      uint32 WeekInMonth;
      uint32 Year;
    };
    [singleton] class Win32_LocalTime : Win32_CurrentTime {

    };
    [singleton] class Win32_UTCTime : Win32_CurrentTime {

    };
    class Win32_TimeZone : CIM_Setting {
      sint32 Bias;
      sint32 DaylightBias;
      uint32 DaylightDay;
      uint8 DaylightDayOfWeek;
      uint32 DaylightHour;
      uint32 DaylightMillisecond;
      uint32 DaylightMinute;
      uint32 DaylightMonth;
      string DaylightName;
      uint32 DaylightSecond;
      uint32 DaylightYear;
      uint32 StandardBias;
      uint32 StandardDay;
      uint8 StandardDayOfWeek;
      uint32 StandardHour;
      uint32 StandardMillisecond;
      uint32 StandardMinute;
      uint32 StandardMonth;
      [key] string StandardName;
      uint32 StandardSecond;
      uint32 StandardYear;
    };
    """
}
