# Speaks with a scanner through WIA 2.0. `list` prints "id<TAB>name" lines. `feed <id> <mode> <dpi> <source> <most>` waits for a
# line, scans one side, and writes "PAGE <bytes>" and a BMP of that length, "EMPTY", or "FAULT <words>". Nothing is written to a
# file. Not tried on a device yet.
param([string]$Act, [string]$Id, [string]$Mode, [int]$Dpi, [string]$Source, [int]$Most)
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
$manager = New-Object -ComObject WIA.DeviceManager
if ($Act -eq 'list') {
  foreach ($info in $manager.DeviceInfos) {
    if ($info.Type -eq 1) { [Console]::Out.WriteLine($info.DeviceID + "`t" + $info.Properties.Item('Name').Value) }
  }
  exit 0
}
$out = [Console]::OpenStandardOutput()
function Say([string]$words) {
  $bytes = [Text.Encoding]::UTF8.GetBytes($words + "`n")
  $out.Write($bytes, 0, $bytes.Length)
  $out.Flush()
}
function Set-Property($properties, [string]$number, $value) {
  try { $properties.Item($number).Value = $value } catch { }
}
try {
  $device = $null
  foreach ($info in $manager.DeviceInfos) { if ($info.DeviceID -eq $Id) { $device = $info.Connect() } }
  if ($null -eq $device) { Say 'FAULT the device is not there'; exit 0 }
  # WIA_DPS_DOCUMENT_HANDLING_SELECT: 1 feeder, 2 flatbed, 4 duplex.
  $handling = 2
  if ($Source -eq 'Feeder') { $handling = 1 }
  if ($Source -eq 'Duplex') { $handling = 5 }
  Set-Property $device.Properties '3088' $handling
  $item = $device.Items.Item(1)
  # WIA_IPS_CUR_INTENT: 1 colour, 2 grey, 4 text.
  $intent = 1
  if ($Mode -eq 'grey') { $intent = 2 }
  if ($Mode -eq 'mono') { $intent = 4 }
  Set-Property $item.Properties '6146' $intent
  Set-Property $item.Properties '6147' $Dpi
  Set-Property $item.Properties '6148' $Dpi
  $done = 0
  while ($null -ne [Console]::In.ReadLine()) {
    if ($Most -gt 0 -and $done -ge $Most) { Say 'EMPTY'; break }
    try {
      # wiaFormatBMP
      $picture = $item.Transfer('{B96B3CAB-0728-11D3-9D7B-0000F81EF32E}')
    } catch {
      # WIA_ERROR_PAPER_EMPTY
      if ($_.Exception.HResult -eq -2145320957) { Say 'EMPTY' } else { Say ('FAULT ' + $_.Exception.Message) }
      break
    }
    $bytes = $picture.FileData.BinaryData
    Say ('PAGE ' + $bytes.Length)
    $out.Write($bytes, 0, $bytes.Length)
    $out.Flush()
    $done += 1
  }
} catch { Say ('FAULT ' + $_.Exception.Message) }
