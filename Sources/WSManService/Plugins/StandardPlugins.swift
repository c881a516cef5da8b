/// The plugins that a fresh server has, as documents (`configuration.md` 9.4).
enum StandardPlugins {
  /// Name and document of each, sorted by name without regard to letter case.
  static let documents: [(name: String, text: String)] = [
    ("Event Forwarding Plugin", eventForwarding),
    ("microsoft.powershell", powerShell),
    ("microsoft.powershell.workflow", workflow),
    ("microsoft.powershell32", powerShell32),
    ("microsoft.windows.servermanagerworkflows", serverManager),
    ("SEL Plugin", systemEventLog),
    ("WMI Provider", managementInstrumentation),
  ]

  private static let eventForwarding = #"""
    <PlugInConfiguration
      xmlns="http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
      Name="Event Forwarding Plugin" Filename="C:\Windows\system32\wevtfwd.dll" SDKVersion="1"
      XmlRenderingType="text" UseSharedProcess="false" ProcessIdleTimeoutSec="0" RunAsUser=""
      RunAsPassword="" AutoRestart="false" Enabled="true" OutputBufferingMode="Block"
      xml:lang="en-US">
      <Resources>
        <Resource ResourceUri="http://schemas.microsoft.com/wbem/wsman/1/windows/EventLog"
          SupportsOptions="true">
          <Security Uri="" ExactMatch="false"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GR;;;ER)S:P(AU;FA;GA;;;WD)(AU;SA;GWGX;;;WD)"/>
          <Capability Type="Subscribe" SupportsFiltering="true"/>
        </Resource>
      </Resources>
      <Quotas MaxConcurrentUsers="2147483647" MaxConcurrentOperationsPerUser="2147483647"
        MaxConcurrentOperations="2147483647"/>
    </PlugInConfiguration>
    """#

  private static let powerShell = #"""
    <PlugInConfiguration
      xmlns="http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
      Name="microsoft.powershell" Filename="%windir%\system32\pwrshplugin.dll" SDKVersion="2"
      XmlRenderingType="text" Enabled="true" Architecture="64" UseSharedProcess="false"
      ProcessIdleTimeoutSec="0" RunAsUser="" RunAsPassword="" AutoRestart="false"
      OutputBufferingMode="Block" xml:lang="en-US">
      <InitializationParameters>
        <Param Name="PSVersion" Value="5.1"/>
      </InitializationParameters>
      <Resources>
        <Resource ResourceUri="http://schemas.microsoft.com/powershell/microsoft.powershell"
          SupportsOptions="true" ExactMatch="true">
          <Security Uri="http://schemas.microsoft.com/powershell/microsoft.powershell"
            ExactMatch="true"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;IU)(A;;GA;;;RM)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"/>
          <Capability Type="Shell"/>
        </Resource>
      </Resources>
      <Quotas MaxMemoryPerShellMB="2147483647" MaxIdleTimeoutms="2147483647"
        MaxConcurrentUsers="2147483647" IdleTimeoutms="7200000" MaxProcessesPerShell="2147483647"
        MaxConcurrentCommandsPerShell="2147483647" MaxShells="2147483647"
        MaxShellsPerUser="2147483647"/>
    </PlugInConfiguration>
    """#

  private static let workflow = #"""
    <PlugInConfiguration
      xmlns="http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
      Name="microsoft.powershell.workflow" Filename="%windir%\system32\pwrshplugin.dll"
      SDKVersion="2" XmlRenderingType="text" Enabled="true" Architecture="64"
      UseSharedProcess="true" ProcessIdleTimeoutSec="1209600" RunAsUser="" RunAsPassword=""
      AutoRestart="false" OutputBufferingMode="Block" xml:lang="en-US">
      <InitializationParameters>
        <Param Name="PSVersion" Value="5.1"/>
        <Param Name="AssemblyName"
          Value="Microsoft.PowerShell.Workflow.ServiceCore, Version=3.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35, processorArchitecture=MSIL"/>
        <Param Name="PSSessionConfigurationTypeName"
          Value="Microsoft.PowerShell.Workflow.PSWorkflowSessionConfiguration"/>
        <Param Name="SessionConfigurationData"
          Value="&lt;SessionConfigurationData&gt;&lt;Param Name=&quot;ModulesToImport&quot; Value=&quot;%windir%\system32\windowspowershell\v1.0\Modules\PSWorkflow&quot;/&gt;&lt;Param Name=&quot;PrivateData&quot;&gt;&lt;PrivateData&gt;&lt;Param Name=&quot;enablevalidation&quot; Value=&quot;true&quot; /&gt;&lt;/PrivateData&gt;&lt;/Param&gt;&lt;/SessionConfigurationData&gt;"/>
      </InitializationParameters>
      <Resources>
        <Resource
          ResourceUri="http://schemas.microsoft.com/powershell/microsoft.powershell.workflow"
          SupportsOptions="true" ExactMatch="true">
          <Security Uri="http://schemas.microsoft.com/powershell/microsoft.powershell.workflow"
            ExactMatch="true"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;RM)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"/>
          <Capability Type="Shell"/>
        </Resource>
      </Resources>
      <Quotas MaxMemoryPerShellMB="2147483647" MaxIdleTimeoutms="2147483647"
        MaxConcurrentUsers="2147483647" IdleTimeoutms="7200000" MaxProcessesPerShell="2147483647"
        MaxConcurrentCommandsPerShell="2147483647" MaxShells="2147483647"
        MaxShellsPerUser="2147483647"/>
    </PlugInConfiguration>
    """#

  private static let powerShell32 = #"""
    <PlugInConfiguration
      xmlns="http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
      Name="microsoft.powershell32" Filename="%windir%\system32\pwrshplugin.dll" SDKVersion="2"
      XmlRenderingType="text" Enabled="true" Architecture="32" UseSharedProcess="false"
      ProcessIdleTimeoutSec="0" RunAsUser="" RunAsPassword="" AutoRestart="false"
      OutputBufferingMode="Block" xml:lang="en-US">
      <InitializationParameters>
        <Param Name="PSVersion" Value="5.1"/>
      </InitializationParameters>
      <Resources>
        <Resource ResourceUri="http://schemas.microsoft.com/powershell/microsoft.powershell32"
          SupportsOptions="true" ExactMatch="true">
          <Security Uri="http://schemas.microsoft.com/powershell/microsoft.powershell32"
            ExactMatch="true"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;IU)(A;;GA;;;RM)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"/>
          <Capability Type="Shell"/>
        </Resource>
      </Resources>
      <Quotas MaxMemoryPerShellMB="2147483647" MaxIdleTimeoutms="2147483647"
        MaxConcurrentUsers="2147483647" IdleTimeoutms="7200000" MaxProcessesPerShell="2147483647"
        MaxConcurrentCommandsPerShell="2147483647" MaxShells="2147483647"
        MaxShellsPerUser="2147483647"/>
    </PlugInConfiguration>
    """#

  private static let serverManager = #"""
    <PlugInConfiguration
      xmlns="http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
      Name="microsoft.windows.servermanagerworkflows"
      Filename="C:\Windows\system32\pwrshplugin.dll" SDKVersion="2" XmlRenderingType="text"
      Enabled="true" Architecture="64" UseSharedProcess="true" ProcessIdleTimeoutSec="0"
      RunAsUser="" RunAsPassword="" AutoRestart="false" OutputBufferingMode="Block"
      xml:lang="en-US">
      <InitializationParameters>
        <Param Name="PSVersion" Value="3.0"/>
        <Param Name="AssemblyName"
          Value="Microsoft.Windows.ServerManager.Common, Version=10.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35, processorArchitecture=MSIL"/>
        <Param Name="PSSessionConfigurationTypeName"
          Value="Microsoft.Windows.ServerManager.Common.Workflow.WorkflowSessionConfiguration"/>
        <Param Name="SessionConfigurationData"
          Value="&lt;SessionConfigurationData&gt;&lt;Param Name=&quot;ModulesToImport&quot; Value=&quot;C:\Windows\system32\ServerManagerInternal,C:\Windows\system32\windowspowershell\v1.0\Modules\PSWorkflow&quot; /&gt;&lt;Param Name=&quot;PrivateData&quot;&gt;&lt;PrivateData&gt;&lt;Param Name=&quot;allowedactivity&quot; Value=&quot;*&quot; /&gt;&lt;Param Name=&quot;outofprocessactivity&quot; Value=&quot;&quot; /&gt;&lt;/PrivateData&gt;&lt;/Param&gt;&lt;/SessionConfigurationData&gt;"/>
      </InitializationParameters>
      <Resources>
        <Resource
          ResourceUri="http://schemas.microsoft.com/powershell/microsoft.windows.servermanagerworkflows"
          SupportsOptions="true" ExactMatch="true">
          <Security
            Uri="http://schemas.microsoft.com/powershell/microsoft.windows.servermanagerworkflows"
            ExactMatch="true"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;IU)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"/>
          <Capability Type="Shell"/>
        </Resource>
      </Resources>
      <Quotas MaxIdleTimeoutms="180000" IdleTimeoutms="180000" MaxConcurrentUsers="5"
        MaxMemoryPerShellMB="2000" MaxShells="100" MaxProcessesPerShell="45" MaxShellsPerUser="25"
        MaxConcurrentCommandsPerShell="5000"/>
    </PlugInConfiguration>
    """#

  private static let systemEventLog = #"""
    <PlugInConfiguration
      xmlns="http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
      Name="SEL Plugin" Filename="C:\Windows\system32\wsmselpl.dll" SDKVersion="1"
      XmlRenderingType="text" UseSharedProcess="false" ProcessIdleTimeoutSec="0" RunAsUser=""
      RunAsPassword="" AutoRestart="false" Enabled="true" OutputBufferingMode="Block"
      xml:lang="en-US">
      <Resources>
        <Resource ResourceUri="http://schemas.microsoft.com/wbem/wsman/1/logrecord/sel"
          SupportsOptions="true">
          <Security Uri="" ExactMatch="false"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;S-1-5-80-4059739203-877974739-1245631912-527174227-2996563517)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"/>
          <Capability Type="Subscribe"/>
        </Resource>
      </Resources>
      <Quotas MaxConcurrentUsers="2147483647" MaxConcurrentOperationsPerUser="2147483647"
        MaxConcurrentOperations="2147483647"/>
    </PlugInConfiguration>
    """#

  private static let managementInstrumentation = #"""
    <PlugInConfiguration
      xmlns="http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
      Name="WMI Provider" Filename="C:\Windows\system32\WsmWmiPl.dll" SDKVersion="1"
      XmlRenderingType="text" UseSharedProcess="false" ProcessIdleTimeoutSec="0" RunAsUser=""
      RunAsPassword="" AutoRestart="false" Enabled="true" OutputBufferingMode="Block"
      xml:lang="en-US">
      <Resources>
        <Resource ResourceUri="http://schemas.microsoft.com/wbem/wsman/1/wmi"
          SupportsOptions="true">
          <Security Uri="" ExactMatch="false"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;IU)(A;;GA;;;RM)S:P(AU;FA;GA;;;WD)(AU;SA;GWGX;;;WD)"/>
          <Capability Type="Identify"/>
          <Capability Type="Get" SupportsFragment="true"/>
          <Capability Type="Put" SupportsFragment="true"/>
          <Capability Type="Invoke"/>
          <Capability Type="Create"/>
          <Capability Type="Delete"/>
          <Capability Type="Enumerate" SupportsFiltering="true"/>
          <Capability Type="Subscribe" SupportsFiltering="true"/>
        </Resource>
        <Resource ResourceUri="http://schemas.dmtf.org/wbem/wscim/1/cim-schema"
          SupportsOptions="true">
          <Security Uri="" ExactMatch="false"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;IU)(A;;GA;;;RM)S:P(AU;FA;GA;;;WD)(AU;SA;GWGX;;;WD)"/>
          <Capability Type="Get" SupportsFragment="true"/>
          <Capability Type="Put" SupportsFragment="true"/>
          <Capability Type="Invoke"/>
          <Capability Type="Create"/>
          <Capability Type="Delete"/>
          <Capability Type="Enumerate"/>
          <Capability Type="Subscribe" SupportsFiltering="true"/>
        </Resource>
        <Resource ResourceUri="http://schemas.dmtf.org/wbem/wscim/1/*" SupportsOptions="true"
          ExactMatch="true">
          <Security Uri="" ExactMatch="false"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;IU)(A;;GA;;;RM)S:P(AU;FA;GA;;;WD)(AU;SA;GWGX;;;WD)"/>
          <Capability Type="Enumerate" SupportsFiltering="true"/>
          <Capability Type="Subscribe" SupportsFiltering="true"/>
        </Resource>
        <Resource ResourceUri="http://schemas.dmtf.org/wbem/cim-xml/2/cim-schema/2/*"
          SupportsOptions="true" ExactMatch="true">
          <Security Uri="" ExactMatch="false"
            Sddl="O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;IU)(A;;GA;;;RM)S:P(AU;FA;GA;;;WD)(AU;SA;GWGX;;;WD)"/>
          <Capability Type="Get" SupportsFragment="false"/>
          <Capability Type="Enumerate" SupportsFiltering="true"/>
        </Resource>
      </Resources>
      <Quotas MaxConcurrentUsers="2147483647" MaxConcurrentOperationsPerUser="2147483647"
        MaxConcurrentOperations="2147483647"/>
    </PlugInConfiguration>
    """#
}
